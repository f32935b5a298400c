// Reads sentences as JSON from the standard input and writes what chrono-node finds in them, for comparison.
// Input: [{ text, reference: "YYYY-MM-DDTHH:MM:SS", mode: "casual" | "strict" | "gb", forward }], with TZ=UTC.
// Output: one list a sentence of { index, text, start, end }; a part has year, month, day, hour, minute, timed (the hour
// was stated) and offset (minutes from UTC, or null).
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const require = createRequire(join(resolve(process.argv[2]), 'none.js'))
const chrono = require('chrono-node')
const parsers = { casual: chrono.casual, strict: chrono.strict, gb: chrono.en.GB }

const part = components =>
    components && {
        year: components.get('year'),
        month: components.get('month'),
        day: components.get('day'),
        hour: components.get('hour'),
        minute: components.get('minute'),
        timed: components.isCertain('hour'),
        offset: components.isCertain('timezoneOffset') ? components.get('timezoneOffset') : null,
    }

const sentences = JSON.parse(readFileSync(0, 'utf8'))
const found = sentences.map(({ text, reference, mode, forward }) =>
    parsers[mode]
        .parse(text, new Date(reference), { forwardDate: forward })
        .map(result => ({ index: result.index, text: result.text, start: part(result.start), end: part(result.end) })))
process.stdout.write(JSON.stringify(found))
