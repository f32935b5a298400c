use serde_json::Value;

/// The schema that this version writes.
pub const SCHEMA: u32 = 1;

/// One step from a schema to the next, over one stored fact.
type Migration = fn(Value) -> Value;

/// `MIGRATIONS[n]` leads from schema n + 1 to n + 2. Never edited once released.
const MIGRATIONS: [Migration; SCHEMA as usize - 1] = [];

/// Brings records of an older schema to the current one. The flag says whether any step ran.
pub fn run(from: u64, mut records: Vec<(String, Value)>) -> (Vec<(String, Value)>, bool) {
    let done = usize::try_from(from).unwrap_or(usize::MAX).saturating_sub(1);
    let steps = MIGRATIONS.get(done..).unwrap_or_default();
    for step in steps {
        for (_, value) in &mut records {
            *value = step(std::mem::take(value));
        }
    }
    (records, !steps.is_empty())
}
