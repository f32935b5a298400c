"use strict";
// What lies in the inbox. All invented; `.example` is reserved (RFC 2606).
const OWN_ADDRESS = "sam.candidate@post.example";

/** The next working day after `from`, at the given local hour. */
function workingDay(from, hour) {
  const day = new Date(from);
  do day.setDate(day.getDate() + 1); while (day.getDay() % 6 === 0);
  day.setHours(hour, 0, 0, 0);
  return day;
}

const INTERVIEW = workingDay(new Date(), 14);
const dayInWords = INTERVIEW.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

const LETTERS = [
  {
    id: "f:1790000000000000001",
    legacy: "18c0ffee00000001",
    from: { name: "Juno Abernethy", address: "juno.abernethy@quillmoor.example" },
    to: [{ name: "Sam Candidate", address: OWN_ADDRESS }],
    subject: "A first chat about the kiln controls role",
    date: new Date(Date.now() - 3 * 86_400_000),
    lines: [
      "Hi Sam,", "",
      "thanks for applying. I would like to hear more about the work you did on temperature control.",
      "Would a short telephone call next week suit you?", "",
      "Best wishes,", "Juno", "",
      "--", "Juno Abernethy", "Talent Partner, Quillmoor Ceramics", "+44 117 496 0123",
    ],
  },
  {
    id: "f:1790000000000000002",
    legacy: "18c0ffee00000002",
    from: { name: "Mara Lindqvist", address: "mara.lindqvist@fernhollow.example" },
    to: [
      { name: "Sam Candidate", address: OWN_ADDRESS },
      { name: "Kwabena Boateng", address: "kwabena.boateng@fernhollow.example" },
    ],
    subject: "Interview at Fernhollow Robotics",
    date: new Date(Date.now() - 2 * 3_600_000),
    lines: [
      "Hello Sam,", "",
      `we are looking forward to meeting you on ${dayInWords} from 14:00 to 15:00 in our Leeds office.`,
      "You will talk with me and with my colleague Kwabena about the gripper project.", "",
      "Kind regards,", "Mara", "",
      "--", "Mara Lindqvist", "Engineering Manager", "Fernhollow Robotics", "+44 113 496 0456",
      "mara.lindqvist@fernhollow.example",
    ],
  },
];
