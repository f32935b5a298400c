//! Finding a person or an opportunity by what the user remembers of it.

use super::present::{opportunity_brief, person_brief};
use super::views::FoundView;
use crate::capture::name::fold;
use crate::model::{History, Opportunity, Person};

/// A list longer than this is not read; another letter makes it shorter.
const MOST: usize = 8;

/// Those in whose names, firms, jobs and addresses every word of `text` begins a word; whose own name it is first.
pub fn search(history: &History, text: &str) -> FoundView {
    let wanted: Vec<String> = words(text).collect();
    if wanted.is_empty() {
        return FoundView::default();
    }
    let mut people: Vec<(bool, String, &Person)> = history
        .people
        .iter()
        .filter_map(|(id, record)| {
            let person = &record.person;
            let names: Vec<String> = spellings(&person.name).collect();
            let firms = history.interviews_with(*id).into_iter().map(|record| record.interview.opportunity);
            let firms = firms.filter_map(|id| history.opportunities.get(&id)).map(|record| &record.opportunity);
            let mut all = names.clone();
            all.extend([&person.company, &person.title].into_iter().flat_map(|text| spellings(text)));
            all.extend(person.emails.iter().flat_map(|email| spellings(&email.address)));
            all.extend(firms.flat_map(|firm| spellings(&firm.company)));
            begins(&all, &wanted).then(|| (!begins(&names, &wanted), fold(&person.name), person))
        })
        .collect();
    people.sort_by(|a, b| (a.0, &a.1, a.2.id).cmp(&(b.0, &b.1, b.2.id)));
    let mut opportunities: Vec<(String, &Opportunity)> = history
        .opportunities
        .values()
        .map(|record| &record.opportunity)
        .filter(|it| begins(&spellings(&it.company).chain(spellings(&it.job_title)).collect::<Vec<_>>(), &wanted))
        .map(|it| (fold(&it.company), it))
        .collect();
    opportunities.sort_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
    let left_out = people.len().saturating_sub(MOST) + opportunities.len().saturating_sub(MOST);
    FoundView {
        people: people.into_iter().take(MOST).map(|(_, _, person)| person_brief(person)).collect(),
        opportunities: opportunities.into_iter().take(MOST).map(|(_, it)| opportunity_brief(it)).collect(),
        left_out,
    }
}

fn begins(there: &[String], wanted: &[String]) -> bool {
    wanted.iter().all(|word| there.iter().any(|other| other.starts_with(word.as_str())))
}

fn words(text: &str) -> impl Iterator<Item = String> + use<> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned);
    words.collect::<Vec<_>>().into_iter()
}

/// The words of a text, also as somebody writes them whose keyboard has no umlauts.
fn spellings(text: &str) -> impl Iterator<Item = String> + use<> {
    let spelt: String = text
        .chars()
        .flat_map(|c| {
            let two = match c {
                'ä' | 'Ä' => ['a', 'e'],
                'ö' | 'Ö' => ['o', 'e'],
                'ü' | 'Ü' => ['u', 'e'],
                other => [other, '\0'],
            };
            two.into_iter().filter(|c| *c != '\0')
        })
        .collect();
    words(text).chain(words(&spelt))
}
