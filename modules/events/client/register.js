/**
 * The register on a phone: each tap shows at once and is sent; what did not arrive waits, in order, and goes when the
 * line is back. Without this script each button is a form of its own.
 */
const retryAfter = 4_000
const countedAs = { present: 'present', late: 'late', left: 'late', absent: 'absent', excused: 'absent' }
const khmer = '០១២៣៤៥៦៧៨៩'

export class RegisterSheet extends HTMLElement {
  /** The last tap of each person that has not arrived. @type {Map<string, { url: string, body: URLSearchParams }>} */
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
    if (!(submitter instanceof HTMLButtonElement)) return
    event.preventDefault()
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form, submitter)))
    for (const one of form.querySelectorAll('button[name=mark]'))
      one.setAttribute('aria-pressed', String(one === submitter))
    const words = form.closest('.tap-row')?.querySelector('[data-words]')
    if (words) words.textContent = submitter.getAttribute('aria-label') ?? submitter.textContent
    const more = form.querySelector('details')
    if (more && submitter.closest('details')) more.open = false
    this.count()
    this.unsent.set(body.get('personId') ?? '', { url: form.action, body })
    void this.send()
  }
  async send() {
    if (this.isSending) return
    this.isSending = true
    for (const [person, { url, body }] of this.unsent) {
      this.say(this.dataset.saving, true)
      const reply = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(
        () => null,
      )
      // Refused, or the login ended: the page itself says why.
      if (reply && reply.status >= 400 && reply.status < 500) return this.leave()
      if (!reply?.ok || reply.redirected) break
      const said = /** @type {{ words: string }} */ (await reply.json())
      const words = this.querySelector(`#p${person} [data-words]`)
      if (words) words.textContent = said.words
      if (this.unsent.get(person)?.body === body) this.unsent.delete(person)
    }
    this.isSending = false
    if (this.unsent.size === 0) return this.say(this.dataset.saved, true)
    this.say(`${this.unsent.size} ${this.dataset.unsent ?? ''}`, false)
    setTimeout(() => void this.send(), retryAfter)
  }
  leave() {
    this.unsent.clear()
    location.reload()
  }
  count() {
    /** @type {Record<string, number>} */
    const all = { present: 0, late: 0, absent: 0, left: this.querySelectorAll('.tap-row').length }
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
