import type { App } from '#server/module'

export const routes = (_app: App): void => undefined
