use serde_json::Value;

/// The schema that this version writes.
pub const SCHEMA: u32 = 1;

/// One step from a schema to the next, over one stored fact.
type Migration = fn(Value) -> Value;

/// `MIGRATIONS[n]` leads from schema n + 1 to n + 2. Never edited once released.
const MIGRATIONS: [Migration; SCHEMA as usize - 1] = [];

/// Brings records of an older schema to the current one. The flag says whether any step ran.
pub fn run(from: u64, records: Vec<(String, Value)>) -> (Vec<(String, Value)>, bool) {
    run_steps(&MIGRATIONS, from, records)
}

fn run_steps(all: &[Migration], from: u64, mut records: Vec<(String, Value)>) -> (Vec<(String, Value)>, bool) {
    let done = usize::try_from(from).unwrap_or(usize::MAX).saturating_sub(1);
    let steps = all.get(done..).unwrap_or_default();
    for step in steps {
        for (_, value) in &mut records {
            *value = step(std::mem::take(value));
        }
    }
    (records, !steps.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Schema 2 renames a field, schema 3 adds one.
    const STEPS: [Migration; 2] = [
        |mut value| {
            if let Some(fields) = value.as_object_mut() {
                let old = fields.remove("old");
                fields.extend(old.map(|old| ("new".to_owned(), old)));
            }
            value
        },
        |mut value| {
            if let Some(fields) = value.as_object_mut() {
                fields.insert("added".into(), json!(true));
            }
            value
        },
    ];

    fn run_from(schema: u64, value: Value) -> (Value, bool) {
        let (mut records, ran) = run_steps(&STEPS, schema, vec![("fact/1".into(), value)]);
        (records.remove(0).1, ran)
    }

    #[test]
    fn each_step_runs_once_from_the_schema_that_was_stored() {
        assert_eq!(run_from(1, json!({"old": 1})), (json!({"new": 1, "added": true}), true));
        assert_eq!(run_from(2, json!({"new": 1})), (json!({"new": 1, "added": true}), true));
        assert_eq!(run_from(3, json!({"new": 1, "added": true})), (json!({"new": 1, "added": true}), false));
    }

    #[test]
    fn what_no_step_understands_is_left_alone() {
        assert_eq!(run_from(1, json!("damaged")), (json!("damaged"), true));
    }
}
