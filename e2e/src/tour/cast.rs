//! Whom the tour meets. All invented; those with a profile are of the practice site.

use super::life::{Interviewer, Life, Meeting};
use crate::Result;
use serde_json::json;

/// Two minutes after the interview at Fernhollow Robotics, a Wednesday.
pub const NOW: &str = "2027-02-24T15:02";

pub const PROFILE: &str = "https://www.linkedin.com/in/mara-lindqvist-practice/";
pub const ADDRESS: &str = "mara.lindqvist@fernhollowrobotics.example";

const MARA: Interviewer<'_> = ("Mara Lindqvist", "Engineering Manager", "hiring-manager", "mara-lindqvist-practice");
const KWABENA: Interviewer<'_> = ("Dr. Kwabena Osei-Tutu", "Principal Engineer", "peer", "kwabena-osei-practice");

const FERNHOLLOW: Meeting<'_> = Meeting {
    company: "Fernhollow Robotics",
    job: "Robotics Engineer",
    start: "2027-02-24T14:00",
    minutes: 60,
    kind: "interview",
    place: "Leeds, Mill Street 4",
    people: &[MARA, KWABENA],
};

async fn candidate(life: &Life<'_>) -> Result<()> {
    life.is_somebody(json!({
        "name": "Nadia Brook",
        "email": "nadia@brook.example",
        "phone": "+44 113 496 0142",
        "contact_lines": ["brook.example/work"],
        "headline_facts": ["7 yrs in automation", "ROS 2", "led a team of four"],
    }))
    .await
}

/// The interview is two minutes over.
///
/// # Errors
/// What the background refuses.
pub async fn one(life: &Life<'_>) -> Result<()> {
    life.at("2027-02-23T18:30").await?;
    candidate(life).await?;
    life.meets(FERNHOLLOW).await?;
    life.at(NOW).await
}

/// Twelve applications in all states, the latest interview two minutes over.
///
/// # Errors
/// What the background refuses.
pub async fn many(life: &Life<'_>) -> Result<()> {
    life.at("2027-01-11T09:00").await?;
    candidate(life).await?;
    january(life).await?;
    february(life).await?;
    life.at("2027-02-23T18:30").await?;
    life.meets(FERNHOLLOW).await?;
    life.at(NOW).await
}

const fn talk<'a>(company: &'a str, job: &'a str, start: &'a str, people: &'a [Interviewer<'a>]) -> Meeting<'a> {
    Meeting { company, job, start, minutes: 45, kind: "interview", place: "", people }
}

/// Company, job, start, whom.
type Talk = (&'static str, &'static str, &'static str, Interviewer<'static>);

const RECENT: &[Talk] = &[
    (
        "Juniper Rail",
        "Depot Automation Engineer",
        "2027-02-16T11:00",
        ("Morwenna Tate", "Depot Manager", "hiring-manager", ""),
    ),
    ("Saltmarsh Analytics", "Platform Engineer", "2027-02-18T16:00", ("Dmitri Halloran", "CTO", "executive", "")),
    (
        "Oakhurst Foods",
        "Process Engineer",
        "2027-02-19T09:00",
        ("Agnes Whitlock", "Plant Manager", "hiring-manager", ""),
    ),
    ("Blue Heron Insurance", "Automation Analyst", "2027-02-23T10:00", ("Caspar Noakes", "Team Lead", "peer", "")),
];

const COMING: &[Talk] = &[
    (
        "Tallow Street Bank",
        "Test Automation Engineer",
        "2027-02-25T09:15",
        ("Ines Carvalho", "QA Manager", "hiring-manager", ""),
    ),
    ("Thistle & Wren", "Mechatronics Engineer", "2027-03-02T13:30", ("Wilf Garrick", "Workshop Lead", "peer", "")),
    (
        "Northgate Observatory",
        "Instrument Engineer",
        "2027-03-04T10:00",
        ("Sunniva Dahl", "Head of Instruments", "hiring-manager", ""),
    ),
];

async fn each(life: &Life<'_>, talks: &[Talk]) -> Result<()> {
    for &(company, job, start, person) in talks {
        life.meets(talk(company, job, start, &[person])).await?;
    }
    Ok(())
}

async fn january(life: &Life<'_>) -> Result<()> {
    let person: [Interviewer<'_>; 1] = [("Priya Raman", "Head of Data", "hiring-manager", "")];
    life.meets(talk("Larkfield Energy", "Data Engineer", "2027-01-12T10:00", &person)).await?;
    life.at("2027-01-12T11:30").await?;
    life.notes("Larkfield Energy", ["how to price a forecast that is wrong", "", "meters that go silent in frost"])
        .await?;
    life.at("2027-01-12T18:00").await?;
    life.does("thank-you", "Larkfield Energy", "Priya Raman", "").await?;

    let person = [("Ossian Blackwood", "Operations Director", "executive", "")];
    life.meets(talk("Port Meridian Logistics", "Automation Engineer", "2027-01-14T13:00", &person)).await?;
    life.at("2027-01-15T09:00").await?;
    life.does("thank-you", "Port Meridian Logistics", "Ossian Blackwood", "").await?;
    life.at("2027-01-28T09:00").await?;
    life.stands("Port Meridian Logistics", "rejected").await?;

    let person = [("Tamsin Vale", "Curator of Machines", "hiring-manager", "")];
    life.meets(talk("Quayside Museums", "Exhibit Engineer", "2027-01-28T15:00", &person)).await?;
    life.at("2027-01-28T17:00").await?;
    life.does("thank-you", "Quayside Museums", "Tamsin Vale", "").await?;
    life.at("2027-01-29T12:00").await?;
    life.stands("Quayside Museums", "withdrawn").await
}

async fn february(life: &Life<'_>) -> Result<()> {
    let panel = [
        ("Henrike Adebayo", "Engineering Lead", "hiring-manager", ""),
        ("Luc Marchetti", "Systems Engineer", "peer", ""),
        ("Rosalind Poole", "Talent Partner", "recruiter", ""),
    ];
    life.meets(talk("Hollin Instruments", "Controls Engineer", "2027-02-02T09:30", &panel)).await?;
    life.at("2027-02-02T10:40").await?;
    life.notes(
        "Hollin Instruments",
        [
            "what a sensor should do when it is unsure",
            "our drift log would have shown it a day ahead",
            "calibration takes a day",
        ],
    )
    .await?;
    life.at("2027-02-02T19:00").await?;
    for (name, ..) in panel {
        life.does("thank-you", "Hollin Instruments", name, "").await?;
    }
    life.at("2027-02-06T10:00").await?;
    life.does("connect", "Hollin Instruments", "Henrike Adebayo", "").await?;
    life.at("2027-02-09T10:00").await?;
    life.hears_from("Hollin Instruments").await?;
    let second = [("Berthold Szymanski", "Managing Director", "executive", "")];
    life.meets(talk("Hollin Instruments", "", "2027-02-26T11:00", &second)).await?;

    let person = [("Yusuf Karahan", "Robotics Lead", "hiring-manager", "")];
    life.meets(talk("Copperbeech Health", "Robotics Engineer", "2027-02-10T14:00", &person)).await?;
    life.at("2027-02-10T20:00").await?;
    life.does("thank-you", "Copperbeech Health", "Yusuf Karahan", "").await?;
    life.at("2027-02-22T09:00").await?;
    life.stands("Copperbeech Health", "offered").await?;

    each(life, RECENT).await?;
    life.at("2027-02-16T21:00").await?;
    life.does("thank-you", "Juniper Rail", "Morwenna Tate", "").await?;
    life.at("2027-02-19T10:00").await?;
    life.does("thank-you", "Saltmarsh Analytics", "Dmitri Halloran", "").await?;
    life.at("2027-02-19T21:00").await?;
    life.does("thank-you", "Oakhurst Foods", "Agnes Whitlock", "").await?;
    each(life, COMING).await
}

/// Names that do not fit, and names that read from right to left.
///
/// # Errors
/// What the background refuses.
pub async fn names(life: &Life<'_>) -> Result<()> {
    life.at("2027-02-23T18:30").await?;
    candidate(life).await?;
    let long = format!("Wilhelmina {}of Aberdeen", "Featherstonehaugh-".repeat(6));
    let firm = format!("Gesellschaft für {}messung mbH", "Feuchtigkeits".repeat(5));
    let people = [
        (
            long.as_str(),
            "Senior Vice President of Everything that has not been given to somebody else so far",
            "executive",
            "",
        ),
        ("ليلى الحسيني", "مديرة الهندسة", "hiring-manager", ""),
        ("ליאת בן־דוד", "ראש צוות", "peer", ""),
        ("王小明", "工程师", "peer", ""),
    ];
    life.meets(talk(&firm, "Feuchtigkeitsmessgerätekalibrierungsingenieurin", "2027-02-24T14:15", &people)).await?;
    let people = [("ليلى الحسيني", "مديرة الهندسة", "hiring-manager", "")];
    life.meets(talk("شركة الواحة للروبوتات", "مهندسة روبوتات", "2027-02-25T14:15", &people)).await?;
    life.at(NOW).await
}
