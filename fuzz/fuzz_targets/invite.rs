//! A calendar file → invites, and the interview each makes. An error names a line that is there.
#![no_main]

use afterword::capture::invite;
use libfuzzer_sys::fuzz_target;

mod common;

fuzz_target!(|data: &[u8]| {
    let now = common::now(data);
    let Ok(invites) = invite::read(data, &now) else { return };
    let own = ["ada.quill@lumenwerk.example".to_owned()];
    for found in &invites {
        assert!(found.line >= 1 && found.line <= 1 + data.iter().filter(|b| matches!(b, b'\n' | b'\r')).count());
        let _ = invite::interview_of(found, &own);
        for other in invites.iter().take(8) {
            let _ = invite::supersedes(found, other);
        }
    }
});
