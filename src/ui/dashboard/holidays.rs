//! Public holidays and the like: the user's own list, a line each.

use crate::model::{FieldProblem, Holiday, Message};
use crate::ui::session::focus_later;
use crate::ui::text::{resolve, t, tx};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A holiday as typed. `key` tells the lines apart while the form is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayLine {
    key: u32,
    date: String,
    name: String,
    yearly: bool,
}

/// Lines of the stored ones, earliest first.
pub fn lines(holidays: &[Holiday]) -> Vec<HolidayLine> {
    let mut holidays = holidays.to_vec();
    holidays.sort_by_key(|holiday| holiday.date);
    let line = |(key, holiday): (u32, Holiday)| HolidayLine {
        key,
        date: holiday.date.to_string(),
        name: holiday.name,
        yearly: holiday.yearly,
    };
    (0..).zip(holidays).map(line).collect()
}

/// The holidays of the lines, and for each the line; and what cannot be read. A line with nothing in it is none.
pub fn read(lines: &[HolidayLine]) -> (Vec<Holiday>, Vec<usize>, Vec<FieldProblem>) {
    let (mut holidays, mut places, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (index, line) in lines.iter().enumerate() {
        let name = line.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Ok(date) = line.date.parse() {
            holidays.push(Holiday { date, name, yearly: line.yearly });
            places.push(index);
        } else if !(line.date.is_empty() && name.is_empty()) {
            let path = format!("holidays[{index}].date");
            problems.push(FieldProblem { path, message: Message::new("error_holiday_date") });
        }
    }
    (holidays, places, problems)
}

/// The path of a line's field, from that of a holiday that was read from it.
pub fn place(path: &str, places: &[usize]) -> Option<String> {
    let place = places.get(number(path)?)?;
    Some(format!("holidays[{place}].date"))
}

/// The element to which a problem of a line belongs.
pub fn date_id(lines: &[HolidayLine], path: &str) -> Option<String> {
    lines.get(number(path)?).map(|line| format!("holiday-{}-date", line.key))
}

fn number(path: &str) -> Option<usize> {
    path.strip_prefix("holidays[")?.split_once(']')?.0.parse().ok()
}

#[component]
pub fn Holidays(lines: RwSignal<Vec<HolidayLine>>, problems: Memo<Vec<FieldProblem>>) -> impl IntoView {
    let keys = Memo::new(move |_| lines.with(|lines| lines.iter().map(|line| line.key).collect::<Vec<_>>()));
    let add = move |_| {
        let key = keys.with(|keys| keys.iter().max().map_or(0, |key| key + 1));
        lines.update(|lines| lines.push(HolidayLine { key, ..HolidayLine::default() }));
        focus_later(format!("holiday-{key}-date"));
    };
    view! {
        <fieldset class="stack" id="settings-holidays" aria-describedby="settings-holidays-hint">
            <legend>{t("ui_holidays")}</legend>
            <p class="hint" id="settings-holidays-hint">{t("ui_holidays_hint")}</p>
            <ul class="plain-cards holidays">
                <For each=move || keys.get() key=|key| *key let:key>
                    <Line key=key lines=lines problems=problems />
                </For>
            </ul>
            <div class="actions">
                <button id="holiday-add" type="button" class="quiet" on:click=add>{t("ui_holiday_add")}</button>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Line(key: u32, lines: RwSignal<Vec<HolidayLine>>, problems: Memo<Vec<FieldProblem>>) -> impl IntoView {
    let line =
        Memo::new(move |_| lines.with(|lines| lines.iter().find(|line| line.key == key).cloned().unwrap_or_default()));
    let update = move |change: &dyn Fn(&mut HolidayLine)| {
        lines.update(|lines| {
            if let Some(line) = lines.iter_mut().find(|line| line.key == key) {
                change(line);
            }
        });
    };
    let problem = move || {
        let index = lines.with(|lines| lines.iter().position(|line| line.key == key))?;
        let path = format!("holidays[{index}].date");
        problems.with(|problems| problems.iter().find(|p| p.path == path).map(|p| resolve(&p.message)))
    };
    let id = move |part: &str| format!("holiday-{key}-{part}");
    let remove = move |_| {
        lines.update(|lines| lines.retain(|line| line.key != key));
        focus_later("holiday-add");
    };
    view! {
        <li class="holiday">
            <div class="field">
                <label for=id("date")>{t("ui_holiday_date")}</label>
                <input
                    id=id("date")
                    type="date"
                    aria-describedby=id("date-problem")
                    aria-invalid=move || problem().is_some().to_string()
                    prop:value=move || line.get().date
                    on:input=move |event| update(&|line| line.date = event_target_value(&event))
                />
                <p class="problem" id=id("date-problem")>{problem}</p>
            </div>
            <div class="field">
                <label for=id("name")>{t("ui_holiday_name")}</label>
                <input
                    id=id("name")
                    autocomplete="off"
                    dir="auto"
                    prop:value=move || line.get().name
                    on:input=move |event| update(&|line| line.name = event_target_value(&event))
                />
            </div>
            <div class="check">
                <input
                    id=id("yearly")
                    type="checkbox"
                    prop:checked=move || line.get().yearly
                    on:change=move |event| update(&|line| line.yearly = event_target_checked(&event))
                />
                <label for=id("yearly")>{t("ui_holiday_yearly")}</label>
            </div>
            <button
                id=id("remove")
                type="button"
                class="quiet"
                aria-label=move || {
                    let line = line.get();
                    tx("ui_holiday_remove_named", &[if line.name.is_empty() { &line.date } else { &line.name }])
                }
                on:click=remove
            >
                {t("ui_remove")}
            </button>
        </li>
    }
    .into_any()
}
