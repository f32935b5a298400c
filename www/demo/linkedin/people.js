"use strict";
// The cast of the practice site. All invented; addresses end in .example, which is reserved for that (RFC 2606).
const PEOPLE = {
  "mara-lindqvist-practice": {
    name: "Mara Lindqvist",
    headline: "Engineering Manager at Fernhollow Robotics",
    company: "Fernhollow Robotics",
    school: "Northmoor Technical University",
    location: "Leeds, England, United Kingdom",
    degree: 2,
    connect: "open",
    positions: [{ title: "Engineering Manager", company: "Fernhollow Robotics", time: "2023 – Present" }],
  },
  "kwabena-osei-practice": {
    name: "Dr. Kwabena Osei-Tutu",
    headline: "Principal Engineer at Fernhollow Robotics",
    company: "Fernhollow Robotics",
    school: "",
    location: "Manchester, England, United Kingdom",
    degree: 3,
    connect: "menu",
    positions: [{ title: "Principal Engineer", company: "Fernhollow Robotics", time: "2019 – Present" }],
  },
  "juno-abernethy-practice": {
    name: "Juno Abernethy",
    headline: "Talent Partner at Quillmoor Ceramics",
    company: "Quillmoor Ceramics",
    school: "Saltmarsh College",
    location: "Bristol, England, United Kingdom",
    degree: 1,
    connect: "none",
    positions: [{ title: "Talent Partner", company: "Quillmoor Ceramics", time: "2021 – Present" }],
  },
  "mara-lindqvist-potter": {
    name: "Mara Lindqvist",
    headline: "Studio Lead at Quillmoor Ceramics",
    company: "Quillmoor Ceramics",
    school: "",
    location: "Stoke-on-Trent, England, United Kingdom",
    degree: 3,
    connect: "open",
    positions: [{ title: "Studio Lead", company: "Quillmoor Ceramics", time: "2016 – Present" }],
  },
  "rolf-tagger-practice": {
    name: "Rolf <b>Tagger</b> <img src=x onerror=document.title='hit'>",
    headline: "Head of \"><script>document.title='hit'</script> at Angle & Bracket",
    company: "Angle & Bracket",
    school: "",
    location: "Hull, England, United Kingdom",
    degree: 3,
    connect: "open",
    positions: [{ title: "Head of Escaping", company: "Angle & Bracket", time: "2020 – Present" }],
  },
};

// The profile at this address never finishes by itself: its card comes with the bar's button.
const ALWAYS_SLOW = "still-loading-practice";
PEOPLE[ALWAYS_SLOW] = {
  name: "Wanda Laggard",
  headline: "Scheduler at Slowfield Trains",
  company: "Slowfield Trains",
  school: "",
  location: "Crewe, England, United Kingdom",
  degree: 3,
  connect: "open",
  positions: [{ title: "Scheduler", company: "Slowfield Trains", time: "2012 – Present" }],
};
