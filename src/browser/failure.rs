//! What a panic leaves behind: its place, where `failure.js` finds it. Its words stay in the console.

use wasm_bindgen::JsValue;

/// Read by `failure.js`.
const PLACE: &str = "panicPlace";

/// To be called first. After a panic the instance is dead; scripts around it go on.
pub fn watch() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        if let Some(at) = panic.location() {
            let place = format!("{}:{}:{}", at.file(), at.line(), at.column());
            // A script's own global object takes any property.
            let _ = js_sys::Reflect::set(&js_sys::global(), &PLACE.into(), &JsValue::from_str(&place));
        }
    }));
}

#[cfg(feature = "practice")]
pub fn break_down(how: crate::app::protocol::Breakage, words: &str) {
    use crate::app::protocol::Breakage;
    match how {
        #[expect(clippy::panic, reason = "that is what it is for")]
        Breakage::Panic => panic!("{words}"),
        Breakage::OutOfMemory => {
            let mut held: Vec<Vec<u8>> = Vec::new();
            loop {
                held.push(std::hint::black_box(Vec::with_capacity(1 << 30)));
            }
        }
        Breakage::StackOverflow => {
            std::hint::black_box(deeper(words.len()));
        }
        Breakage::Exception => wasm_bindgen::throw_str(words),
    }
}

#[cfg(feature = "practice")]
#[expect(unconditional_recursion, reason = "that is what it is for")]
fn deeper(level: usize) -> usize {
    std::hint::black_box(deeper(std::hint::black_box(level + 1)) + level)
}
