// A worker thread starts without tsx on Node 20; newer ones strip types themselves.
import { workerData } from 'node:worker_threads'
if (!process.features.typescript) (await import('tsx/esm/api')).register()
await import(workerData.entry)
