//! People who are offered together: those of an invite, of a file of cards, of an open mail. Each is taken or left.

use super::reading_field::ReadingField;
use super::twins::{Side, TwinQuestion, Verdicts};
use crate::app::forms::{ParticipantForm, PersonForm};
use crate::app::views::MetView;
use crate::capture::invite::{Part, Participation};
use crate::capture::reading::{Certainty, Field, Source};
use crate::model::{PersonId, ProfileSlug, Role};
use crate::ui::text::{Choice, line, t, tx};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the user made of one of them, as remembered between two openings of a popup.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptRow {
    taken: bool,
    name: String,
    role: String,
    same: Option<PersonId>,
    not_same: Vec<PersonId>,
}

/// Takes up rows that were kept of the same people; of others they say nothing.
pub fn restore_rows(rows: &[MetRow], kept: Vec<KeptRow>) {
    if kept.len() == rows.len() {
        rows.iter().zip(kept).for_each(|(row, kept)| row.restore(kept));
    }
}

/// One of them, as the form stands.
#[derive(Clone, Copy)]
pub struct MetRow {
    met: StoredValue<MetView>,
    number: usize,
    pub taken: RwSignal<bool>,
    name: RwSignal<String>,
    role: RwSignal<Option<Role>>,
    verdicts: Verdicts,
}

impl MetRow {
    pub fn all(people: Vec<MetView>, taken: bool) -> Vec<Self> {
        people.into_iter().enumerate().map(|(number, met)| Self::new(number, met, taken)).collect()
    }

    fn new(number: usize, met: MetView, taken: bool) -> Self {
        let name = name_field(&met).value().unwrap_or_default().to_owned();
        Self {
            number,
            taken: RwSignal::new(taken && !met.perhaps_user),
            name: RwSignal::new(name),
            role: RwSignal::new(Some(met.role)),
            met: StoredValue::new(met),
            verdicts: Verdicts::new(),
        }
    }

    /// Tracks all that the user may change.
    pub fn keep(self) -> KeptRow {
        KeptRow {
            taken: self.taken.get(),
            name: self.name.get(),
            role: self.role.get().map(|role| role.value().to_owned()).unwrap_or_default(),
            same: self.verdicts.same.get(),
            not_same: self.verdicts.not_same.get(),
        }
    }

    fn restore(self, kept: KeptRow) {
        self.taken.set(kept.taken);
        self.name.set(kept.name);
        if let Some(role) = Role::from_value(&kept.role) {
            self.role.set(Some(role));
        }
        self.verdicts.same.set(kept.same);
        self.verdicts.not_same.set(kept.not_same);
    }

    /// Whether the name is a guess, or there is none.
    pub fn is_doubtful(self) -> bool {
        self.met.with_value(|met| {
            name_field(met).best().is_none_or(|best| best.certainty == Certainty::Doubtful) || !met.twins.is_empty()
        })
    }

    pub fn name_id(self, prefix: &str) -> String {
        format!("{prefix}-name-{}", self.number)
    }

    pub fn form(self) -> ParticipantForm {
        let role = self.role.get_untracked().unwrap_or_default();
        self.met.with_value(|met| {
            let reading = &met.reading;
            let best = |field: &Field| field.value().unwrap_or_default().to_owned();
            // A guess is no fact: it goes along only where the user has seen it, as the name.
            let sure = |field: &Field| match field.best() {
                Some(best) if best.certainty > Certainty::Doubtful => best.value.clone(),
                _ => String::new(),
            };
            let further = |field: &Field| {
                let likely = |c: &&crate::capture::reading::Candidate| c.certainty > Certainty::Doubtful;
                field.candidates.iter().skip(1).filter(likely).map(|c| c.value.clone()).collect::<Vec<_>>()
            };
            let company = if met.known.is_some() { sure(&reading.company) } else { best(&reading.company) };
            let person = PersonForm {
                same_as: met.known.as_ref().map(|person| person.id).or(self.verdicts.same.get_untracked()),
                not_same: self.verdicts.not_same.get_untracked(),
                name: self.name.get_untracked().trim().to_owned(),
                title: sure(&reading.title),
                company,
                location: sure(&reading.location),
                email: best(&reading.email),
                other_emails: further(&reading.email),
                phone: sure(&reading.phone),
                other_phones: further(&reading.phone),
                linkedin: reading.linkedin.value().and_then(ProfileSlug::new).map(|s| s.url()).unwrap_or_default(),
                postal_address: sure(&reading.postal_address),
                website: sure(&reading.website),
                ..PersonForm::default()
            };
            ParticipantForm { person, role }
        })
    }
}

/// What the user confirmed before comes first.
fn name_field(met: &MetView) -> Field {
    let mut field = Field::default();
    if let Some(person) = &met.known {
        field.push(person.name.as_str(), Source::User, Certainty::Sure);
    }
    for candidate in &met.reading.name.candidates {
        field.push(candidate.value.as_str(), candidate.source, candidate.certainty);
    }
    field
}

fn about(met: &MetView) -> String {
    let reading = &met.reading;
    let best = |field: &Field| field.value().unwrap_or_default().to_owned();
    // A guess says that it is one.
    let company = match reading.company.best() {
        Some(best) if best.certainty == Certainty::Doubtful && met.known.is_none() => format!("{}?", best.value),
        _ => met.known.as_ref().map_or_else(|| best(&reading.company), |person| person.company.clone()),
    };
    let part = match met.part {
        Some(Part::Organiser) => t("ui_part_organiser"),
        Some(Part::Optional) => t("ui_part_optional"),
        Some(Part::Required) | None => String::new(),
    };
    let status = match met.status {
        Some(Participation::Accepted) => t("ui_status_accepted"),
        Some(Participation::Tentative) => t("ui_status_tentative"),
        _ => String::new(),
    };
    let known = if met.known.is_some() { t("ui_met_known") } else { String::new() };
    let perhaps = if met.perhaps_user { t("ui_perhaps_you") } else { String::new() };
    line(&[&best(&reading.title), &company, &best(&reading.email), &part, &status, &known, &perhaps])
}

/// The list. `roles`: whether there is a conversation in which they have one.
#[component]
pub fn MetRows(prefix: &'static str, rows: Vec<MetRow>, #[prop(optional)] roles: bool) -> impl IntoView {
    view! {
        <ul class="plain met" id=format!("{prefix}-people")>
            {rows.into_iter().map(|row| view! { <li><Row prefix=prefix row=row roles=roles /></li> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn Row(prefix: &'static str, row: MetRow, roles: bool) -> impl IntoView {
    let met = row.met.get_value();
    let field = name_field(&met);
    let named = field.value().or(met.reading.email.value()).unwrap_or_default().to_owned();
    let take = format!("{prefix}-take-{}", row.number);
    let name = row.name_id(prefix);
    let role = format!("{prefix}-role-{}", row.number);
    let (take_id, name_id, role_id) = (StoredValue::new(take), StoredValue::new(name), StoredValue::new(role));
    let known = met.known.is_some();
    let about = about(&met);
    let twins = if known { Vec::new() } else { met.twins.clone() };
    let here = Side::of_reading(&met.reading);
    let field = StoredValue::new(field);
    let label = StoredValue::new(named);
    view! {
        <div class="check">
            <input id=take_id.get_value() name=take_id.get_value() type="checkbox" bind:checked=row.taken />
            <label for=take_id.get_value()>
                <span class="visually-hidden">{tx("ui_take", &[&label.get_value()])}</span>
                <span aria-hidden="true" dir="auto">
                    <strong>{label.get_value()}</strong>
                </span>
                <span class="meta block" dir="auto">{about}</span>
            </label>
        </div>
        <Show when=move || row.taken.get() && (!known || roles)>
            <div class="pair met-fields">
                {(!known)
                    .then(|| {
                        view! {
                            <ReadingField
                                id=name_id.get_value()
                                label="ui_name"
                                value=row.name
                                field=field.get_value()
                                required=true
                                of=label.get_value()
                            />
                        }
                    })}
                {roles
                    .then(|| {
                        view! {
                            <div class="field">
                                <label for=role_id.get_value()>
                                    {t("ui_role")}
                                    <span class="visually-hidden">" " {label.get_value()}</span>
                                </label>
                                <select
                                    id=role_id.get_value()
                                    name=role_id.get_value()
                                    on:change=move |event| row.role.set(Role::from_value(&event_target_value(&event)))
                                >
                                    {Role::ALL
                                        .iter()
                                        .map(|&choice| {
                                            view! {
                                                <option
                                                    value=choice.value()
                                                    prop:selected=move || row.role.get() == Some(choice)
                                                >
                                                    {t(choice.label())}
                                                </option>
                                            }
                                        })
                                        .collect_view()}
                                </select>
                            </div>
                        }
                    })}
            </div>
        </Show>
        {(!twins.is_empty())
            .then(|| {
                let (here, twins) = (StoredValue::new(here), StoredValue::new(twins));
                view! {
                    <Show when=move || row.taken.get()>
                        <TwinQuestion
                            id=format!("{}-twin", name_id.get_value())
                            here=here.get_value()
                            twins=twins.get_value()
                            verdicts=row.verdicts
                        />
                    </Show>
                }
            })}
    }
    .into_any()
}
