export { actorOf, identify, signIn } from './logins.ts'
export { reachOf } from './reach.ts'
export { hashed, setHash, shortestPassword } from './passwords.ts'
