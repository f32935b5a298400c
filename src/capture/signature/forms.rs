//! Signatures of unlike forms, in English, German and French, and mails that have none.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use crate::capture::reading::Field;

/// `name; title; company; phones; addresses; site; postal address; profile`, each only where it was read.
fn shown(body: &str, from: &str) -> String {
    let sender = from
        .split_once('<')
        .map(|(name, address)| Sender { name: name.trim().into(), address: address.trim_end_matches('>').into() });
    let read = read(body, sender.as_ref());
    let all = |field: &Field| field.candidates.iter().map(|c| c.value.as_str()).collect::<Vec<_>>().join(", ");
    let one = |field: &Field| field.value().unwrap_or_default().to_owned();
    let person = &read.person;
    let facts = [
        ("", one(&person.name)),
        ("t: ", one(&person.title)),
        ("c: ", one(&person.company)),
        ("p: ", all(&person.phone)),
        ("e: ", all(&person.email)),
        ("w: ", one(&person.website)),
        ("a: ", one(&person.postal_address)),
        ("in: ", one(&person.linkedin)),
    ];
    let facts: Vec<String> =
        facts.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("{key}{value}")).collect();
    facts.join("; ")
}

/// Body, `Name <address>` of the sender or nothing, what is read.
fn check(cases: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(body, from, expected)| shown(body, from) != *expected)
        .map(|(body, from, expected)| format!("{body:?}\n     read {}\n  instead {expected}", shown(body, from)))
        .collect();
    assert!(wrong.is_empty(), "\n{}\n{} of {}", wrong.join("\n"), wrong.len(), cases.len());
}

#[test]
fn english_forms() {
    check(&[
        (
            "See you on Tuesday.\n\nMaya Lindqvist | Talent Partner | Brightfold Ltd | +44 20 7946 0311",
            "Maya Lindqvist <maya@brightfold.example>",
            "Maya Lindqvist; t: Talent Partner; c: Brightfold Ltd; p: +44 20 7946 0311",
        ),
        (
            "Thanks for your time today.\n\nBest,\nOwen\n\nOwen Tarrant\nEngineering Manager, Payments\nKestrel Bank\n",
            "Owen Tarrant <owen.tarrant@kestrelbank.example>",
            "Owen Tarrant; t: Engineering Manager, Payments; c: Kestrel Bank",
        ),
        (
            "We'll be in touch.\n\nKind regards\n\nDr Hannah Whitcombe\nHead of Research\nOrrery Labs\nT +44 (0)117 496 0182\nM +44 7700 900482\nE hannah@orrerylabs.example\nW www.orrerylabs.example\n2 Quay Street, Bristol BS1 4QA",
            "",
            "Dr Hannah Whitcombe; t: Head of Research; c: Orrery Labs; p: +44 (0)117 496 0182, +44 7700 900482; e: hannah@orrerylabs.example; w: www.orrerylabs.example; a: 2 Quay Street, Bristol BS1 4QA",
        ),
        ("Looking forward to it!\n\nJ\n\nSent from my iPhone", "Jonah Pratt <jonah@pratt.example>", ""),
        ("Works for me.\n\nSent from my iPhone", "Jonah Pratt <jonah@pratt.example>", ""),
        (
            "Talk soon,\nRosa Delgado-Finch\nVice President, People\nTessellate Inc.\nOffice: 212-555-0171 ext. 204\nCell: 646-555-0123\nFax: 212-555-0199\nrosa.delgado@tessellate.example",
            "Rosa Delgado-Finch <rosa.delgado@tessellate.example>",
            "Rosa Delgado-Finch; t: Vice President, People; c: Tessellate Inc.; p: 212-555-0171 ext. 204, 646-555-0123; e: rosa.delgado@tessellate.example",
        ),
        (
            "Cheers,\n\nSENIOR RECRUITER\nNadia Kowalczyk\nHarrow & Vale LLP\n0161 496 0544",
            "Nadia Kowalczyk <n.kowalczyk@harrowvale.example>",
            "Nadia Kowalczyk; t: SENIOR RECRUITER; c: Harrow & Vale LLP; p: 0161 496 0544",
        ),
        (
            "Thank you!\n\nTomás Herrera (he/him/his)\nStaff Software Engineer @ Palisade\n📞 (503) 555-0148 ✉ tomas@palisade.example",
            "Tomás Herrera <tomas@palisade.example>",
            "Tomás Herrera; t: Staff Software Engineer; c: Palisade; p: (503) 555-0148; e: tomas@palisade.example",
        ),
        (
            "Regards,\nPrakash Iyer\nDirector – Data Platform\nSaltmarsh Analytics Pvt. Ltd.\n4th Floor, Tower B, Residency Road, Bengaluru 560025\nMobile: +91 98450 12345",
            "Prakash Iyer <prakash.iyer@saltmarsh.example>",
            "Prakash Iyer; t: Director; c: Saltmarsh Analytics Pvt. Ltd.; p: +91 98450 12345; a: 4th Floor, Tower B, Residency Road, Bengaluru 560025",
        ),
        (
            "Let me know if that works.\n\nBest regards,\n\n[logo: Copperline]\nSiobhan Daly\nHR Business Partner\nCopperline Group plc\n+353 1 555 0199\n\nPlease consider the environment before printing this email.",
            "Siobhan Daly <siobhan.daly@copperline.example>",
            "Siobhan Daly; t: HR Business Partner; c: Copperline Group plc; p: +353 1 555 0199",
        ),
        (
            "Ok, booked.\n\nGreg Sutter\nCTO, Nimbus Forge\nhttps://www.linkedin.com/in/greg-sutter\nhttps://calendly.com/gregsutter/30min",
            "Greg Sutter <greg@nimbusforge.example>",
            "Greg Sutter; t: CTO; c: Nimbus Forge; in: greg-sutter",
        ),
        (
            "Sincerely,\n\nElizabeth Warrick, PhD, PMP\nPrincipal Scientist | Fernhill Biotech | 45 Larch Way, Cambridge, MA 02139\n(617) 555-0110 | ewarrick@fernhill.example | fernhill.example",
            "Warrick, Elizabeth <ewarrick@fernhill.example>",
            "Elizabeth Warrick; t: Principal Scientist; c: Fernhill Biotech; p: (617) 555-0110; e: ewarrick@fernhill.example; w: fernhill.example; a: 45 Larch Way, Cambridge, MA 02139",
        ),
        ("See attached.\n\n- Dave", "Dave Okafor <dave@okafor.example>", "Dave"),
        (
            "Warmly,\nAnh Nguyen\nPeople Operations Lead\nHollow Oak Studios\n\nWe're hiring! See our open roles at https://hollowoak.example/careers",
            "Anh Nguyen <anh@hollowoak.example>",
            "Anh Nguyen; t: People Operations Lead; c: Hollow Oak Studios; w: https://hollowoak.example/careers",
        ),
        (
            "Many thanks\nFiona\n\nFiona McAllister | Recruitment Consultant\nBracken Talent\nDD: 0131 496 0733 | M: 07700 900733\nbrackentalent.example | Follow us on LinkedIn",
            "Fiona McAllister <fiona.mcallister@brackentalent.example>",
            "Fiona McAllister; t: Recruitment Consultant; c: Bracken Talent; p: 0131 496 0733, 07700 900733; w: brackentalent.example",
        ),
        (
            "Regards,\n\nChen Wei\nProduct Manager\nLanternfish Technology (Shanghai) Co., Ltd.\nTel: +86 21 5555 0123",
            "Chen Wei <chenwei@lanternfish.example>",
            "Chen Wei; t: Product Manager; c: Lanternfish Technology (Shanghai) Co., Ltd.; p: +86 21 5555 0123",
        ),
        (
            "Thanks so much,\nBeth\n--\nBeth Armitage\nTalent Acquisition Specialist\nMarrow & Pine\nPronouns: she/her\nBook time with me: https://meet.marrowpine.example/beth",
            "Beth Armitage <beth@marrowpine.example>",
            "Beth Armitage; t: Talent Acquisition Specialist; c: Marrow & Pine",
        ),
        (
            "Regards\nIan Fletcher\nFletcher Consulting\n12 Mill Road\nCambridge\nCB1 2AD\nUnited Kingdom",
            "Ian Fletcher <ian@fletcherconsulting.example>",
            "Ian Fletcher; c: Fletcher Consulting; a: 12 Mill Road, Cambridge, CB1 2AD, United Kingdom",
        ),
        (
            "Best\n\nMartina Rossi\nSoftware Engineering Manager\nGlasshouse\nVia Torino 12, 20123 Milano, Italy\n+39 02 5555 0123",
            "Martina Rossi <martina.rossi@glasshouse.example>",
            "Martina Rossi; t: Software Engineering Manager; c: Glasshouse; p: +39 02 5555 0123; a: Via Torino 12, 20123 Milano, Italy",
        ),
        (
            "Thanks,\nKelly-Ann Brooks\nExecutive Assistant to the CEO\nVerdant Foods\np. 404.555.0155  c. 404.555.0177",
            "Kelly-Ann Brooks <kbrooks@verdantfoods.example>",
            "Kelly-Ann Brooks; t: Executive Assistant to the CEO; c: Verdant Foods; p: 404.555.0155, 404.555.0177",
        ),
        (
            "Yours sincerely\n\nP. J. O'Rourke\nHiring Manager\nTidewater Marine Inc\n\nThis email and any files transmitted with it are confidential and intended solely for the use of the individual or entity to whom they are addressed. If you have received this email in error please notify the sender.",
            "P. J. O'Rourke <pj@tidewater.example>",
            "P. J. O'Rourke; t: Hiring Manager; c: Tidewater Marine Inc",
        ),
        (
            "Best,\nSam Lee\nFounder & CEO\nPinwheel",
            "Sam Lee <sam@pinwheel.example>",
            "Sam Lee; t: Founder & CEO; c: Pinwheel",
        ),
        (
            "Thanks\nYuki\n\n*Yuki Tanaka*\n*Senior Recruiter* | *Foxglove Games*\nTokyo | Osaka | Seattle",
            "Yuki Tanaka <yuki@foxglovegames.example>",
            "Yuki Tanaka; t: Senior Recruiter; c: Foxglove Games",
        ),
        (
            "Thanks,\n\nLaura Bennett\nRecruiting Coordinator\nOakridge Health\n\n_______________________________________________\ninterviews mailing list\ninterviews@lists.oakridge.example\nhttps://lists.oakridge.example/mailman/listinfo/interviews",
            "Laura Bennett <laura.bennett@oakridge.example>",
            "Laura Bennett; t: Recruiting Coordinator; c: Oakridge Health",
        ),
    ]);
}

#[test]
fn english_forms_around_it() {
    check(&[
        (
            "Great, thanks!\n\nOlivia Marsh\nSr. Technical Recruiter\nBluefin Robotics\nlogo   facebook icon   twitter icon   linkedin icon\n\nOn Mon, Mar 2, 2026 at 9:12 AM Sam Row <sam@row.example> wrote:\n> Hi Olivia,\n> -- \n> Sam Row\n> Developer",
            "Olivia Marsh <olivia@bluefin.example>",
            "Olivia Marsh; t: Sr. Technical Recruiter; c: Bluefin Robotics",
        ),
        (
            "Best,\n\nTheo Lang   Head of Product   Quillon\ntheo@quillon.example   +49 30 5550 1234",
            "Theo Lang <theo@quillon.example>",
            "Theo Lang; t: Head of Product; c: Quillon; p: +49 30 5550 1234; e: theo@quillon.example",
        ),
        (
            "Regards,\n\nName: Farah Aziz\nTitle: Talent Lead\nCompany: Meridian Soft\nPhone: +1 312 555 0147\nEmail: farah@meridiansoft.example",
            "",
            "Farah Aziz; t: Talent Lead; c: Meridian Soft; p: +1 312 555 0147; e: farah@meridiansoft.example",
        ),
        (
            "Thanks,\nMike\n\nP.S. Bring a photo ID for the front desk, please.",
            "Mike Donnelly <mike@donnelly.example>",
            "Mike",
        ),
        (
            "Best regards,\nGrace Oduya\nUniversity Recruiter, Emerging Talent\nStrand & Sons\ngrace.oduya@strandsons.example\n\nStrand & Sons is an equal opportunity employer. We do not discriminate on the basis of race or religion.",
            "Grace Oduya <grace.oduya@strandsons.example>",
            "Grace Oduya; t: University Recruiter, Emerging Talent; c: Strand & Sons; e: grace.oduya@strandsons.example",
        ),
        (
            "Cheers,\nLiam\n\n\n\nLiam Byrne\nCo-Founder\nPeatland\n\nGet Outlook for iOS\n________________________________\nFrom: Sam Row <sam@row.example>\nSent: Monday, March 2, 2026 9:12 AM\nTo: Liam Byrne\nSubject: Re: chat\n\nHi Liam",
            "Liam Byrne <liam@peatland.example>",
            "Liam Byrne; t: Co-Founder; c: Peatland",
        ),
        (
            "Thank you,\nDr. Amara Nwosu\nAssociate Professor of Statistics\nDepartment of Mathematics\nLakemont University\nOffice: Hall 214\n(919) 555-0188",
            "Amara Nwosu <anwosu@lakemont.example>",
            "Dr. Amara Nwosu; t: Associate Professor of Statistics; c: Lakemont University; p: (919) 555-0188",
        ),
        (
            "Regards,\nInterview Scheduling Team\nHalcyon Corp\n1-800-555-0100",
            "Halcyon Scheduling <scheduling@halcyon.example>",
            "c: Halcyon Corp; p: 1-800-555-0100",
        ),
        (
            "Talk soon -\n\nZoe Hartmann-Li, SPHR\nSVP, Global Talent\nArgent + Co.\nMobile / WhatsApp: +1.415.555.0136\n\"Hire hard, manage easy.\"",
            "Zoe Hartmann-Li <zoe@argentco.example>",
            "Zoe Hartmann-Li; t: SVP, Global Talent; c: Argent + Co.; p: +1.415.555.0136",
        ),
        (
            "Hi Sam,\n\nPlease meet Ana Ruiz (Engineering Manager, Alto) and Ben Cole (CTO, Alto). They can be reached at 555-201-7788.\n\nThanks!",
            "Alto Talent <talent@alto.example>",
            "",
        ),
    ]);
}

#[test]
fn german_forms() {
    check(&[
        (
            "Wir melden uns.\n\nViele Grüße\nKatrin Althoff\n\nKatrin Althoff\nPersonalreferentin\nSteinbach Optik GmbH & Co. KG\nIndustriestr. 14, 70565 Stuttgart\nT +49 711 5550-123\nk.althoff@steinbach-optik.example\nwww.steinbach-optik.example",
            "Katrin Althoff <k.althoff@steinbach-optik.example>",
            "Katrin Althoff; t: Personalreferentin; c: Steinbach Optik GmbH & Co. KG; p: +49 711 5550-123; e: k.althoff@steinbach-optik.example; w: www.steinbach-optik.example; a: Industriestr. 14, 70565 Stuttgart",
        ),
        ("Bis dann!\n\nLG\nJonas", "Jonas Reuter <jonas.reuter@mail.example>", "Jonas"),
        (
            "Freundliche Grüsse\n\nUrs Gerber\nLeiter Softwareentwicklung\n\nBergwerk Systems AG\nBahnhofstrasse 8\nCH-8001 Zürich\nTelefon direkt +41 44 555 01 23\nZentrale +41 44 555 01 00",
            "Urs Gerber <urs.gerber@bergwerk.example>",
            "Urs Gerber; t: Leiter Softwareentwicklung; c: Bergwerk Systems AG; p: +41 44 555 01 23, +41 44 555 01 00; a: Bahnhofstrasse 8, CH-8001 Zürich",
        ),
        (
            "Mit freundlichen Grüßen / Best regards\n\ni. V. Dipl.-Ing. Stefan Mohr\nBereichsleiter Entwicklung / Head of Development\n\nMohrwerk Antriebe SE\nAm Kanal 3, 44147 Dortmund\nTel. 0231 5550-77, Mobil 0151 5550123",
            "Mohr, Stefan <stefan.mohr@mohrwerk.example>",
            "Dipl.-Ing. Stefan Mohr; t: Bereichsleiter Entwicklung; c: Mohrwerk Antriebe SE; p: 0231 5550-77, 0151 5550123; a: Am Kanal 3, 44147 Dortmund",
        ),
        (
            "Beste Grüße aus Wien\n\nMag. Eva Pichler\nRecruiting & Employer Branding\nDonaulicht GmbH\nMariahilfer Straße 101, 1060 Wien\n+43 1 555 01 23",
            "Eva Pichler <eva.pichler@donaulicht.example>",
            "Mag. Eva Pichler; t: Recruiting & Employer Branding; c: Donaulicht GmbH; p: +43 1 555 01 23; a: Mariahilfer Straße 101, 1060 Wien",
        ),
        (
            "Gruß\nTim\n\n-- \nTim Sander | Teamleiter Backend | Wolkenwerft GmbH\nSitz der Gesellschaft: Kiel | Amtsgericht Kiel HRB 12345 | Geschäftsführer: Ole Hansen",
            "Tim Sander <tim.sander@wolkenwerft.example>",
            "Tim Sander; t: Teamleiter Backend; c: Wolkenwerft GmbH",
        ),
        (
            "Herzliche Grüße\n\nDr. med. Anja Vogt\nOberärztin\nKlinikum Seeblick\nTelefon: 07531 5550-11\nFax: 07531 5550-12",
            "Anja Vogt <anja.vogt@klinikum-seeblick.example>",
            "Dr. med. Anja Vogt; t: Oberärztin; c: Klinikum Seeblick; p: 07531 5550-11",
        ),
        (
            "Danke und bis Donnerstag\n\nMurat Yıldız\nWerkstudent HR\n\nVon meinem iPhone gesendet",
            "Murat Yıldız <murat@fluxbau.example>",
            "Murat Yıldız; t: Werkstudent HR",
        ),
        (
            "Mit besten Grüßen\nSabine von der Heide\nAssistentin der Geschäftsführung\nHeidemöbel e. K.\nPostfach 12 34, 49074 Osnabrück",
            "Sabine von der Heide <s.heide@heidemoebel.example>",
            "Sabine von der Heide; t: Assistentin der Geschäftsführung; c: Heidemöbel e. K.; a: Postfach 12 34, 49074 Osnabrück",
        ),
        ("Gesendet mit der GMX Mail App", "Lena Wirth <lena@wirth.example>", ""),
        (
            "Viele Grüße\n\nNele Brandt (sie/ihr)\nTalent Acquisition Managerin\nFunkenflug GmbH | Torstraße 49 | 10119 Berlin\nnele.brandt@funkenflug.example | +49 30 5550123",
            "Nele Brandt <nele.brandt@funkenflug.example>",
            "Nele Brandt; t: Talent Acquisition Managerin; c: Funkenflug GmbH; p: +49 30 5550123; e: nele.brandt@funkenflug.example; a: Torstraße 49, 10119 Berlin",
        ),
        (
            "Mit freundlichem Gruß\nFrank Lehmann\nKundenberater\nSparwerk eG, Filiale Mitte\nTel.: (0341) 555 01-23",
            "Frank Lehmann <frank.lehmann@sparwerk.example>",
            "Frank Lehmann; t: Kundenberater; c: Sparwerk eG, Filiale Mitte; p: (0341) 555 01-23",
        ),
        (
            "Bitte bestätigen Sie den Termin.\n\nIhr Bewerbermanagement-Team\nNordhafen Logistik GmbH\n\nDies ist eine automatisch generierte Nachricht, bitte antworten Sie nicht.",
            "Nordhafen Karriere <karriere@nordhafen.example>",
            "",
        ),
    ]);
}

#[test]
fn french_forms() {
    check(&[
        (
            "À jeudi.\n\nBien à vous,\nSolène Garnier\nResponsable RH\nBoréale Conseil\n15 rue Pasteur, 44000 Nantes\n02 55 50 12 34",
            "Solène Garnier <solene.garnier@boreale.example>",
            "Solène Garnier; t: Responsable RH; c: Boréale Conseil; p: 02 55 50 12 34; a: 15 rue Pasteur, 44000 Nantes",
        ),
        (
            "Cordialement\n\nKarim BENALI\nIngénieur logiciel | Équipe Plateforme\nTernaire SAS\n+33 (0)6 39 98 01 23",
            "BENALI Karim <karim.benali@ternaire.example>",
            "Karim BENALI; t: Ingénieur logiciel; c: Ternaire SAS; p: +33 (0)6 39 98 01 23",
        ),
        ("Bonne journée,\nLucie\n\nEnvoyé de mon iPhone", "Lucie Martel <lucie@martel.example>", "Lucie"),
        (
            "Salutations distinguées\n\nMe Philippe Rochat\nAvocat associé\nÉtude Rochat & Fils\nRue du Lac 7, 1003 Lausanne\nTél. +41 21 555 01 23\nwww.etude-rochat.example",
            "Philippe Rochat <p.rochat@etude-rochat.example>",
            "Me Philippe Rochat; t: Avocat associé; c: Étude Rochat & Fils; p: +41 21 555 01 23; w: www.etude-rochat.example; a: Rue du Lac 7, 1003 Lausanne",
        ),
        (
            "Cordialement,\n\nMarc-Antoine Tremblay, ing.\nDirecteur principal, Développement\nGlaciel inc.\n1250, boul. René-Lévesque Ouest, bureau 2200, Montréal (Québec) H3B 4W8\nBur. : 514 555-0123 | Cell. : 438 555-0145",
            "Marc-Antoine Tremblay <matremblay@glaciel.example>",
            "Marc-Antoine Tremblay; t: Directeur principal, Développement; c: Glaciel inc.; p: 514 555-0123, 438 555-0145; a: 1250, boul. René-Lévesque Ouest, bureau 2200, Montréal (Québec) H3B 4W8",
        ),
        (
            "Merci et à bientôt\n\nInès Roussel\nChargée de mission recrutement chez Cap Horizon\nLigne directe : 05 55 50 12 34",
            "Inès Roussel <ines.roussel@caphorizon.example>",
            "Inès Roussel; t: Chargée de mission recrutement; c: Cap Horizon; p: 05 55 50 12 34",
        ),
        (
            "Bien cordialement,\n\nL'équipe recrutement\nVoltige SA",
            "Recrutement Voltige <jobs@voltige.example>",
            "c: Voltige SA",
        ),
        (
            "Vriendelijke groeten / Cordialement / Kind regards\n\nPieter Claes\nTalent Manager\nBrugwerk NV\nKoningsstraat 20, 1000 Brussel\n+32 2 555 01 23",
            "Pieter Claes <pieter.claes@brugwerk.example>",
            "Pieter Claes; t: Talent Manager; c: Brugwerk NV; p: +32 2 555 01 23; a: Koningsstraat 20, 1000 Brussel",
        ),
    ]);
}

#[test]
fn no_signature() {
    let bodies = [
        "Could you send me three slots for next week?",
        "Hi Ana,\n\nPlease find the agenda below.\n\n10:00 Welcome\n10:30 Coding\n11:30 Panel",
        "Unsubscribe | Manage preferences | View in browser\n© 2026 Wavelet Jobs, 1 Main Street, Springfield",
        "You are receiving this email because you applied at Wavelet.\nUnsubscribe: https://wavelet.example/u",
        "Dear candidate,\n\nyour application was received.\n\nThis mailbox is not monitored.",
        "Guten Tag,\n\nIhre Bewerbung ist eingegangen.\n\nBitte antworten Sie nicht auf diese E-Mail.",
        "Bonjour,\n\nvotre candidature a bien été reçue.\n\nMerci de ne pas répondre à ce message.",
        "Agenda:\n- Intro with Lee\n- System design with Kim\n- Wrap-up",
        "Address for Thursday:\n\n500 Market Street\nSan Francisco, CA 94105\n\nRing the bell twice.",
        "ok",
        "Sounds good!\n\nThanks!",
        "Danke!\n\nViele Grüße",
    ];
    let found: Vec<String> = bodies
        .iter()
        .map(|body| (body, shown(body, "")))
        .filter(|(_, read)| !read.is_empty())
        .map(|(body, read)| format!("{body:?}: {read}"))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
