//! The practice run: from the notes to letting go, in memory alone.

use afterword::app::protocol::{PageRequest, Response};
use afterword::app::rehearsal::{act, begin, next_moment};
use afterword::app::views::{AgendaView, StepView};
use afterword::app::{App, AppError, Context};
use afterword::model::{Channel, FollowUpKind, Notes, Stage};
use jiff::Timestamp;
use uuid::Uuid;

const ZONE: &str = "Europe/Berlin";

struct Run {
    app: App,
    now: Timestamp,
    ids: u128,
}

impl Run {
    fn at(now: &str) -> Self {
        Self::following("considerate", now)
    }

    fn following(cadence: &str, now: &str) -> Self {
        let mut run = Self { app: App::default(), now: now.parse().unwrap(), ids: 0 };
        let ids = &mut run.ids;
        let mut new_id = || {
            *ids += 1;
            Uuid::from_u128(*ids)
        };
        let mut ctx = Context { now: run.now, zone: ZONE, language: "en", new_id: &mut new_id };
        run.app = begin(cadence, &mut ctx).unwrap();
        run
    }

    fn ask(&mut self, request: PageRequest) -> Result<Response, AppError> {
        let ids = &mut self.ids;
        let mut new_id = || {
            *ids += 1;
            Uuid::from_u128(*ids)
        };
        let mut ctx = Context { now: self.now, zone: ZONE, language: "en", new_id: &mut new_id };
        act(&mut self.app, request, &mut ctx)
    }

    fn agenda(&mut self) -> AgendaView {
        match self.ask(PageRequest::Agenda).unwrap() {
            Response::Agenda { agenda } => agenda,
            other => panic!("{other:?}"),
        }
    }

    fn due(&mut self) -> Vec<StepView> {
        self.agenda().due
    }

    /// Does what is due as the user would.
    fn take(&mut self, step: &StepView) {
        let request = match (step.kind, step.id.interview, step.id.opportunity) {
            (FollowUpKind::Notes, Some(interview), _) => PageRequest::SaveNotes {
                interview,
                person: None,
                notes: Box::new(Notes { question: "How do you test?".into(), ..Notes::default() }),
            },
            (FollowUpKind::LetGo, _, Some(opportunity)) => PageRequest::SetStage { opportunity, stage: Stage::LetGo },
            _ => PageRequest::MarkDone {
                follow_up: step.id,
                channel: Some(Channel::Email),
                subject: String::new(),
                text: "Hello".into(),
            },
        };
        self.ask(request).unwrap();
    }
}

#[test]
fn it_goes_from_the_notes_to_letting_go() {
    for start in ["2026-11-22T14:00:00Z", "2026-03-28T23:30:00Z", "2026-12-24T02:00:00Z"] {
        let mut run = Run::at(start);
        let mut met = Vec::new();
        for _ in 0..12 {
            let due = run.due();
            for step in &due {
                met.push(step.kind);
                run.take(step);
            }
            match next_moment(&run.app, run.now, ZONE) {
                Some(at) => {
                    assert!(at > run.now);
                    run.now = at;
                }
                None => break,
            }
        }
        let expected = [
            FollowUpKind::Notes,
            FollowUpKind::ThankYou,
            FollowUpKind::Connect,
            FollowUpKind::CheckIn,
            FollowUpKind::CheckIn,
            FollowUpKind::LetGo,
        ];
        assert_eq!(
            met.iter().collect::<std::collections::BTreeSet<_>>(),
            expected.iter().collect(),
            "{start}: {met:?}"
        );
        assert_eq!(met.last(), Some(&FollowUpKind::LetGo), "{start}: {met:?}");
        assert!(run.agenda().next.is_empty());
    }
}

#[test]
fn there_is_something_to_do_at_once_and_nothing_ahead_of_its_time() {
    let mut run = Run::at("2026-11-22T14:00:00Z");
    let due: Vec<FollowUpKind> = run.due().iter().map(|step| step.kind).collect();
    assert!(due.contains(&FollowUpKind::Notes) && due.contains(&FollowUpKind::ThankYou), "{due:?}");
    assert!(!due.contains(&FollowUpKind::Connect));
}

#[test]
fn what_reaches_beyond_the_page_is_refused() {
    let mut run = Run::at("2026-11-22T14:00:00Z");
    for request in [
        PageRequest::Backup { passphrase: None },
        PageRequest::DismissBackupHint,
        PageRequest::Export { what: afterword::app::protocol::Export::Calendar },
    ] {
        assert_eq!(run.ask(request).unwrap_err(), AppError::OnlyPractice);
    }
    assert_eq!(run.ask(PageRequest::ReadTab { tab: 1 }).unwrap_err(), AppError::NotAllowed);
}

#[test]
fn it_goes_on_as_often_as_the_user_has_chosen() {
    let letters = |cadence: &str| {
        let mut run = Run::following(cadence, "2026-03-03T14:00:00Z");
        let Response::Agenda { agenda } = run.ask(PageRequest::Agenda).unwrap() else { panic!() };
        agenda.due.iter().chain(&agenda.next).filter(|step| step.kind == FollowUpKind::Letter).count()
    };
    assert_eq!((letters("considerate"), letters("persistent") > 0), (0, true));
    assert_eq!(letters("one-of-my-own"), 0, "only what is built in can be practised");
}
