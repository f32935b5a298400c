//! The company behind a mail address, and the opportunity that belongs to it.

use crate::capture::address::{is_of_nobody, own_label};
use crate::capture::name::{fold, is_legal_form};
use crate::model::{History, OpportunityId, PersonId, Stage};

/// `Acme Robotics` for `ada@mail.acme-robotics.example`. Nothing for mailboxes that everybody can have, and for
/// services that write on a company's behalf.
pub fn company_of(address: &str) -> Option<String> {
    let (_, host) = address.rsplit_once('@')?;
    if is_of_nobody(host) {
        return None;
    }
    let words = own_label(host)?.split('-').filter(|word| !word.is_empty()).map(capitalised);
    Some(words.collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Letters and digits of a company's name without its legal form.
fn key(company: &str) -> String {
    let folded = fold(company);
    let words = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let kept: String = words().filter(|word| !is_legal_form(word)).collect();
    if kept.is_empty() { words().collect() } else { kept }
}

/// The running opportunity that an interview most likely belongs to: that of the people, else of their company, else one
/// whose company the title names.
pub fn opportunity_for(history: &History, people: &[PersonId], company: &str, title: &str) -> Option<OpportunityId> {
    let running = |id: &OpportunityId| {
        history.opportunities.get(id).is_some_and(|record| matches!(record.stage, Stage::Open | Stage::Offered))
    };
    let theirs = people.iter().flat_map(|person| history.interviews_with(*person));
    let theirs =
        theirs.map(|record| (record.interview.start, record.interview.opportunity)).filter(|(_, id)| running(id));
    if let Some((_, id)) = theirs.max() {
        return Some(id);
    }
    let companies: Vec<(String, OpportunityId)> = history
        .opportunities
        .values()
        .map(|record| (key(&record.opportunity.company), record.opportunity.id))
        .filter(|(key, id)| !key.is_empty() && running(id))
        .collect();
    let wanted = key(company);
    let words: Vec<String> =
        fold(title).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let titled = |key: &String| {
        // The company may be several words of the title.
        (0..words.len()).any(|from| {
            let mut joined = String::new();
            words.iter().skip(from).take(4).any(|word| {
                joined.push_str(word);
                joined == *key
            })
        })
    };
    companies
        .iter()
        .find(|(key, _)| *key == wanted)
        .or_else(|| companies.iter().find(|(key, _)| key.len() >= 3 && titled(key)))
        .map(|(_, id)| *id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_companys_own_domain_names_it() {
        for (address, company) in [
            ("ada@acme.example", Some("Acme")),
            ("ada@mail.acme-robotics.co.uk", Some("Acme Robotics")),
            ("ada@gmail.com", None),
            ("ada@yahoo.co.uk", None),
            ("c_1@group.calendar.google.com", None),
            ("no-reply@us.greenhouse-mail.io", None),
            ("nobody", None),
        ] {
            assert_eq!(company_of(address).as_deref(), company, "{address}");
        }
    }
}
