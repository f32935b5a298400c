//! Whether a person just read is one the user already has.
//!
//! The same profile or the same address of one's own is the same person. A like name and company, or an address that
//! looks alike, is only a likely twin: the user decides, with both sides shown.

use serde::{Deserialize, Serialize};

use super::address::{address_in, mailbox};
use super::name::{fold, is_legal_form, same_person_likely};
use super::reading::{Field, PersonReading};
use crate::model::{Person, PersonId, ProfileSlug};

/// Why two are taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    SameProfile,
    SameAddress,
    /// Another spelling of the same mailbox, a slip of the pen, or another form of the same name at the same company.
    LikeAddress,
    LikeName,
    /// By the companies' names, or by one's name and the other's mail domain.
    SameCompany,
}

/// Somebody who may be the person read, with what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    pub person: PersonId,
    pub signs: Vec<Sign>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twins {
    /// Surely the same: merges by itself.
    pub same: Option<PersonId>,
    /// To be offered, strongest first.
    pub likely: Vec<Twin>,
}

/// Compares a person read with everybody known, in time linear in their number. Profile goes before address where the
/// two point to different people; the other one is then offered.
pub fn find(known: &[Person], read: &PersonReading) -> Twins {
    let read = Sides::of_reading(read);
    let mut found: Vec<Twin> = known
        .iter()
        .map(|person| Twin { person: person.id, signs: signs(&Sides::of_person(person), &read) })
        .filter(|twin| !twin.signs.is_empty())
        .collect();
    let strength = |twin: &Twin| (twin.signs.first().copied(), std::cmp::Reverse(twin.signs.len()));
    found.sort_by_key(strength);
    let sure = found
        .first()
        .filter(|twin| twin.signs.iter().any(|sign| matches!(sign, Sign::SameProfile | Sign::SameAddress)));
    let same = sure.map(|twin| twin.person);
    if same.is_some() {
        found.remove(0);
    }
    Twins { same, likely: found }
}

/// What is compared, of either side.
struct Sides {
    names: Vec<String>,
    words: Vec<String>,
    companies: Vec<String>,
    slugs: Vec<ProfileSlug>,
    addresses: Vec<String>,
}

impl Sides {
    fn of_person(person: &Person) -> Self {
        let addresses = person.emails.iter().filter_map(|email| address_in(&email.address)).collect();
        let slugs = person.linkedin.iter().cloned().collect();
        Self::new(vec![person.name.clone()], vec![person.company.clone()], slugs, addresses)
    }

    /// Every candidate for the profile and the address counts, but only the best name and company.
    fn of_reading(read: &PersonReading) -> Self {
        let best = |field: &Field| field.value().map(str::to_owned).into_iter().collect::<Vec<_>>();
        let all = |field: &Field| field.candidates.iter().map(|c| c.value.clone()).collect::<Vec<_>>();
        let slugs = all(&read.linkedin).iter().filter_map(|slug| ProfileSlug::new(slug)).collect();
        let addresses = all(&read.email).iter().filter_map(|address| address_in(address)).collect();
        Self::new(best(&read.name), best(&read.company), slugs, addresses)
    }

    fn new(names: Vec<String>, companies: Vec<String>, slugs: Vec<ProfileSlug>, addresses: Vec<String>) -> Self {
        let names: Vec<String> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
        let words = names.iter().flat_map(|name| words(name)).collect();
        let companies = companies.iter().map(|company| company_key(company)).filter(|key| !key.is_empty()).collect();
        Self { names, words, companies, slugs, addresses }
    }
}

/// What speaks for the two being one, strongest first. Nothing when something speaks against it.
fn signs(a: &Sides, b: &Sides) -> Vec<Sign> {
    let mut signs = Vec::new();
    if a.slugs.iter().any(|slug| b.slugs.contains(slug)) {
        return vec![Sign::SameProfile];
    }
    let other_profile = !a.slugs.is_empty() && !b.slugs.is_empty();
    let like_name = like_name(a, b);
    let other_name = !a.names.is_empty() && !b.names.is_empty() && !like_name;
    let shared: Vec<&String> = a.addresses.iter().filter(|address| b.addresses.contains(address)).collect();
    if !shared.is_empty() {
        // A mailbox that a whole team answers proves nothing by itself.
        let own = shared.iter().any(|address| !is_shared(address));
        let proves = !other_profile && (own || !other_name);
        signs.push(if proves { Sign::SameAddress } else { Sign::LikeAddress });
        if like_name {
            signs.push(Sign::LikeName);
        }
        return signs;
    }
    if other_profile {
        return signs;
    }
    let pairs = || a.addresses.iter().flat_map(|x| b.addresses.iter().map(move |y| (x, y))).take(400);
    let like_address =
        pairs().any(|(x, y)| mailbox(x) == mailbox(y)) || (!other_name && pairs().any(|(x, y)| look_alike(x, y)));
    let same_company = a.companies.iter().any(|company| b.companies.contains(company))
        || a.companies.iter().any(|company| b.addresses.iter().any(|address| is_domain_of(address, company)))
        || b.companies.iter().any(|company| a.addresses.iter().any(|address| is_domain_of(address, company)));
    // Somebody else of the same name works elsewhere.
    let other_company = !a.companies.is_empty() && !b.companies.is_empty() && !same_company;
    if like_address {
        signs.push(Sign::LikeAddress);
    }
    let full_name = a.words.len() >= 2 && b.words.len() >= 2;
    if like_name && (same_company || like_address || (full_name && !other_company)) {
        signs.push(Sign::LikeName);
        if same_company {
            signs.push(Sign::SameCompany);
        }
    }
    signs
}

fn like_name(a: &Sides, b: &Sides) -> bool {
    // Reading a name is dear; two that share no word are no spellings of one.
    let share = a.words.iter().any(|word| b.words.contains(word));
    share && a.names.iter().any(|x| b.names.iter().any(|y| same_person_likely(x, y)))
}

fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(20)
        .map(str::to_owned)
        .collect()
}

/// Letters of the name without its legal form: `acme` for `ACME, Inc.`
fn company_key(company: &str) -> String {
    let words = words(company);
    let kept: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_legal_form(word)).collect();
    if kept.is_empty() { words.concat() } else { kept.concat() }
}

/// `ada@mail.acme.co.uk` for the company `acme`, `ada@acmerobotics.example` for `acme robotics`.
fn is_domain_of(address: &str, company: &str) -> bool {
    let Some((_, domain)) = address.rsplit_once('@') else { return false };
    let labels = domain.split('.').rev().skip(1).map(|label| label.replace('-', ""));
    company.len() >= 3 && labels.into_iter().any(|label| label == company)
}

/// A mailbox of an office, not of a person.
fn is_shared(address: &str) -> bool {
    const OFFICES: [&str; 24] = [
        "admin",
        "bewerbung",
        "career",
        "careers",
        "contact",
        "hello",
        "hiring",
        "hr",
        "info",
        "interview",
        "interviews",
        "jobs",
        "karriere",
        "mail",
        "office",
        "people",
        "personal",
        "recruiting",
        "recruitment",
        "rh",
        "scheduling",
        "talent",
        "team",
        "welcome",
    ];
    let local = address.split('@').next().unwrap_or_default();
    local.split(['.', '-', '_', '+']).any(|word| OFFICES.contains(&word))
}

fn look_alike(a: &str, b: &str) -> bool {
    let (Some((local_a, domain_a)), Some((local_b, domain_b))) = (a.rsplit_once('@'), b.rsplit_once('@')) else {
        return false;
    };
    if is_shared(a) || is_shared(b) {
        return false;
    }
    let within = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    if local_a == local_b {
        let near = domain_a.len() >= 6 && one_edit(domain_a, domain_b);
        return near || within(domain_a, domain_b) || within(domain_b, domain_a);
    }
    if domain_a != domain_b {
        return false;
    }
    (local_a.len().min(local_b.len()) >= 5 && one_edit(local_a, local_b))
        || same_form(local_a, local_b)
        || same_form(local_b, local_a)
}

/// `a.muster`, `amuster` or `muster.ada` for `ada.muster`.
fn same_form(full: &str, other: &str) -> bool {
    let parts: Vec<&str> = full.split(['.', '_', '-']).filter(|part| !part.is_empty()).collect();
    let [given, .., family] = parts.as_slice() else { return false };
    let plain: String = other.chars().filter(|c| !matches!(c, '.' | '_' | '-')).collect();
    let initial: String = given.chars().take(1).collect();
    let forms = [
        format!("{initial}{family}"),
        format!("{family}{initial}"),
        format!("{family}{given}"),
        format!("{given}{family}"),
    ];
    family.len() >= 3 && forms.contains(&plain)
}

/// Whether one character was changed, left out, put in, or two neighbours were swapped.
fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.get(head..).unwrap_or_default(), b.get(head..).unwrap_or_default());
    let longer = a.len().max(b.len());
    head + tail + 1 >= longer
        || matches!((rest_a, rest_b), ([p, q, x @ ..], [r, s, y @ ..]) if p == s && q == r && x == y)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::capture::reading::{Certainty, Source};
    use crate::model::EmailAddress;
    use uuid::Uuid;

    fn id(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn person(n: u128, name: &str, company: &str, slug: &str, address: &str) -> Person {
        let mut person = Person::new(id(n), name);
        person.company = company.into();
        person.linkedin = ProfileSlug::new(slug);
        if !address.is_empty() {
            person.emails.push(EmailAddress { address: address.into(), checked: false });
        }
        person
    }

    fn read(name: &str, company: &str, slug: &str, address: &str) -> PersonReading {
        let field = |value: &str| Field::of(value, Source::MailHeader, Certainty::Likely);
        PersonReading {
            name: field(name),
            company: field(company),
            linkedin: field(slug),
            email: field(address),
            ..PersonReading::default()
        }
    }

    fn one(known: Person, read: &PersonReading) -> (bool, Vec<Sign>) {
        let twins = find(&[known], read);
        (twins.same.is_some(), twins.likely.into_iter().flat_map(|twin| twin.signs).collect())
    }

    #[test]
    fn the_same_profile_or_address_merges_by_itself() {
        let known = person(1, "Ada Muster", "Acme", "ada-m", "Ada@acme.example");
        assert!(one(known.clone(), &read("Ada M. Muster", "Other", "ADA-m", "")).0);
        assert!(one(known.clone(), &read("", "", "", "ada@ACME.example")).0);
        // A new name, the old mailbox.
        assert!(one(known, &read("Ada Beispiel", "", "", "ada@acme.example")).0);
    }

    #[test]
    fn one_mailbox_of_a_team_is_not_one_person() {
        let known = person(1, "Ada Muster", "Acme", "", "talent@acme.example");
        assert_eq!(
            one(known.clone(), &read("Ben Beispiel", "Acme", "", "talent@acme.example")),
            (false, vec![Sign::LikeAddress])
        );
        assert!(one(known, &read("Ada Muster", "", "", "talent@acme.example")).0);
    }

    #[test]
    fn two_profiles_are_two_people() {
        let known = person(1, "Ada Muster", "Acme", "ada-m", "");
        assert_eq!(one(known.clone(), &read("Ada Muster", "Acme", "ada-muster-2", "")), (false, vec![]));
        let known =
            Person { emails: vec![EmailAddress { address: "ada@acme.example".into(), checked: true }], ..known };
        assert_eq!(
            one(known, &read("Ada Muster", "", "ada-2", "ada@acme.example")),
            (false, vec![Sign::LikeAddress, Sign::LikeName])
        );
    }

    #[test]
    fn like_names_at_one_company_are_offered() {
        let known = person(1, "Ada Muster", "ACME, Inc.", "ada-m", "");
        let offered = (false, vec![Sign::LikeName, Sign::SameCompany]);
        assert_eq!(one(known.clone(), &read("Muster, Ada", "Acme GmbH", "", "")), offered);
        assert_eq!(one(known.clone(), &read("Ada Muster", "", "", "am@acme.example")), offered);
        assert_eq!(one(known.clone(), &read("Ada Muster", "", "", "")), (false, vec![Sign::LikeName]));
        assert_eq!(one(known.clone(), &read("Ada Muster", "Beispiel AG", "", "")), (false, vec![]));
        assert_eq!(one(known.clone(), &read("Anna Muster", "Acme", "", "")), (false, vec![]));
        assert_eq!(one(known, &read("Ada", "", "", "")), (false, vec![]));
    }

    #[test]
    fn look_alike_addresses_are_offered() {
        for (a, b) in [
            ("ada.muster@acme.example", "a.muster@acme.example"),
            ("ada.muster@acme.example", "amuster@acme.example"),
            ("ada.muster@acme.example", "ada.mustre@acme.example"),
            ("ada.muster@acme.example", "ada.muster@mail.acme.example"),
            ("ada+work@acme.example", "ada@acme.example"),
        ] {
            assert_eq!(
                one(person(1, "", "", "", a), &read("", "", "", b)),
                (false, vec![Sign::LikeAddress]),
                "{a} {b}"
            );
        }
        for (a, b) in [
            ("ada.muster@acme.example", "ben.muster@acme.example"),
            ("ada@acme.example", "ida@acme.example"),
            ("ada.muster@acme.example", "ada.muster@other.example"),
            ("jobs1@acme.example", "jobs2@acme.example.org"),
        ] {
            assert_eq!(one(person(1, "", "", "", a), &read("", "", "", b)), (false, vec![]), "{a} {b}");
        }
        let known = person(1, "Anna Muster", "", "", "a.muster@acme.example");
        assert_eq!(one(known, &read("Ada Muster", "", "", "ada.muster@acme.example")), (false, vec![]), "other names");
    }

    #[test]
    fn the_strongest_comes_first_and_the_profile_decides() {
        let known = [
            person(1, "Ada Muster", "Acme", "", "ada@home.example"),
            person(2, "Ada Muster", "Acme", "ada-m", ""),
            person(3, "Ada Muster", "", "", ""),
            person(4, "Zoe Anders", "Acme", "", "zoe@acme.example"),
        ];
        let twins = find(&known, &read("Ada Muster", "Acme", "ada-m", "ada@home.example"));
        assert_eq!(twins.same, Some(id(2)));
        assert_eq!(twins.likely.iter().map(|twin| twin.person).collect::<Vec<_>>(), [id(1), id(3)]);
    }
}
