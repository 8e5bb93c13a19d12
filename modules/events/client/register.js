/**
 * The register on a phone: each tap shows at once and is sent; what did not arrive waits and goes when the line is back.
 * One that is refused gives its row back as it stood, with the reason. Without this script each button is a form.
 */
const retryAfter = 4_000
const countedAs = { present: 'present', late: 'late', left: 'late', absent: 'absent', excused: 'absent' }
const asJson = { accept: 'application/json' }
const khmer = '០១២៣៤៥៦៧៨៩'
/** @typedef {{ url: string, body: URLSearchParams, stood: string }} Tap */

export class RegisterSheet extends HTMLElement {
  /** The last tap of each person that has not arrived, and the mark before it. @type {Map<string, Tap>} */
  unsent = new Map()
  isSending = false

  connectedCallback() {
    this.addEventListener('submit', (event) => {
      const form = event.target
      if (form instanceof HTMLFormElement && form.classList.contains('tap-form')) this.tap(event, form)
      else if (this.unsent.size > 0) event.preventDefault()
    })
    window.addEventListener('online', () => void this.send())
    window.addEventListener('beforeunload', (event) => {
      if (this.unsent.size > 0) event.preventDefault()
    })
  }
  /** @param {SubmitEvent} event @param {HTMLFormElement} form */
  tap(event, form) {
    const { submitter } = event
    event.preventDefault()
    if (!(submitter instanceof HTMLButtonElement)) return
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form, submitter)))
    const person = body.get('personId') ?? ''
    const pressed = form.querySelector('button[name=mark][aria-pressed=true]')?.getAttribute('value')
    const stood = this.unsent.get(person)?.stood ?? pressed ?? ''
    this.unsent.delete(person)
    this.unsent.set(person, { url: form.action, body, stood })
    submitter.closest('details')?.removeAttribute('open')
    this.press(person, submitter.value, submitter.getAttribute('aria-label') ?? submitter.textContent)
    void this.send()
  }
  /** Shows the mark of a person, and words beside it. @param {string} person @param {string} mark @param {string} [said] */
  press(person, mark, said = '', isWell = true) {
    const row = this.querySelector(`#p${person}`)
    for (const one of row?.querySelectorAll('button[name=mark]') ?? [])
      one.setAttribute('aria-pressed', String(one.getAttribute('value') === mark))
    const words = row?.querySelector('[data-words]')
    if (words) words.textContent = said
    words?.classList.toggle('error', !isWell)
    this.count()
  }
  async send() {
    if (this.isSending) return
    this.isSending = true
    let [hasLogin, isWell] = [true, true]
    for (const [person, tap] of this.unsent) {
      this.say(this.dataset.saving, true)
      const { body, stood } = tap
      const reply = await fetch(tap.url, { method: 'POST', body, headers: asJson }).catch(() => null)
      // Led to the sign-in page: the taps wait until she is back.
      if (reply?.redirected) hasLogin = false
      const isRefused = reply !== null && [400, 403, 404, 409, 413, 422].includes(reply.status)
      if (!reply || reply.redirected || !(reply.ok || isRefused)) break
      const said = /** @type {{ words?: string, reason?: string }} */ (await reply.json().catch(() => ({})))
      // A later tap of hers is under way by now: it speaks for itself, on what stands since this one.
      const next = this.unsent.get(person)
      const standing = isRefused ? stood : (body.get('mark') ?? '')
      if (next && next !== tap) next.stood = standing
      else this.press(person, standing, said.words ?? said.reason ?? this.dataset.refused, !isRefused)
      if (next === tap) this.unsent.delete(person)
      isWell &&= !isRefused
    }
    this.isSending = false
    const waits = hasLogin ? this.dataset.unsent : this.dataset.signedOut
    if (this.unsent.size > 0) setTimeout(() => void this.send(), retryAfter)
    if (this.unsent.size > 0) this.say(`${String(this.unsent.size)} ${waits ?? ''}`, false)
    else this.say(isWell ? this.dataset.saved : '', true)
  }
  count() {
    const all = /** @type {Record<string, number>} */ ({ left: this.querySelectorAll('.tap-row').length })
    for (const one of this.querySelectorAll('button[name=mark][aria-pressed=true]')) {
      const key = countedAs[/** @type {keyof typeof countedAs} */ (one.getAttribute('value'))]
      all[key] = (all[key] ?? 0) + 1
      all.left = (all.left ?? 0) - 1
    }
    for (const at of this.querySelectorAll('[data-count]')) {
      const n = String(all[at.getAttribute('data-count') ?? ''] ?? 0)
      at.textContent = /[០-៩]/.test(at.textContent) ? n.replaceAll(/\d/g, (d) => khmer[Number(d)] ?? d) : n
    }
  }
  /** @param {string | undefined} words @param {boolean} isWell */
  say(words, isWell) {
    for (const at of document.querySelectorAll('span[data-saved]')) {
      at.setAttribute('role', 'status')
      at.classList.toggle('warn', !isWell)
      at.textContent = words ?? ''
    }
  }
}
customElements.define('register-sheet', RegisterSheet)
