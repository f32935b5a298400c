// Runs the bench as WebAssembly, in the engine that Chromium has: `node wasi.mjs bench.wasm [arguments]`.
import { readFileSync } from 'node:fs'
import { WASI } from 'node:wasi'

const [file, ...rest] = process.argv.slice(2)
const wasi = new WASI({ version: 'preview1', args: ['bench', ...rest], env: {}, preopens: {} })
const module = await WebAssembly.compile(readFileSync(file))
wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()))
