/**
 * Inside the form of a question: saves each choice at once, says whether it arrived, and sends again when the line is
 * back. Without this script the buttons of the form save.
 */
const retryAfter = 5_000

export class QuizSaver extends HTMLElement {
  isSending = false
  /** The last try did not arrive: leaving now would lose the answer. */
  isUnsent = false

  connectedCallback() {
    this.form = this.closest('form')
    this.form?.addEventListener('change', () => void this.save())
    this.form?.addEventListener('submit', (event) => {
      if (this.isUnsent) void this.hold(event)
    })
    window.addEventListener('online', () => {
      if (this.isUnsent) void this.save()
    })
    window.addEventListener('beforeunload', (event) => {
      if (this.isUnsent) event.preventDefault()
    })
  }
  /** Sends first, then presses the same button again. @param {SubmitEvent} event */
  async hold(event) {
    event.preventDefault()
    const { submitter } = event
    if (await this.save()) this.form?.requestSubmit(submitter)
  }
  /** @returns {Promise<boolean>} whether what is chosen now is with the server */
  async save() {
    if (this.isSending || !this.form) return false
    this.isSending = true
    this.say(this.dataset.saving, true)
    const chosen = this.chosen()
    const options = { method: 'POST', body: new URLSearchParams(chosen), headers: { accept: 'application/json' } }
    const reply = await fetch(this.form.action, options).catch(() => null)
    this.isSending = false
    if (reply?.status === 409) return this.leave()
    // A login that ended answers with the sign-in page: that is no "saved".
    if (!reply?.ok || reply.redirected) return this.later()
    const said = /** @type {{ left: number | null }} */ (await reply.json())
    document.dispatchEvent(new CustomEvent('quiz-left', { detail: said.left }))
    this.isUnsent = false
    if (chosen !== this.chosen()) return this.save()
    this.say(this.dataset.saved, true)
    return true
  }
  chosen() {
    return new URLSearchParams(/** @type {any} */ (new FormData(this.form ?? undefined))).toString()
  }
  /** The attempt is over: its page shows the result. @returns {false} */
  leave() {
    this.isUnsent = false
    location.assign(location.pathname)
    return false
  }
  /** @returns {false} */
  later() {
    this.isUnsent = true
    this.say(this.dataset.notSent, false)
    setTimeout(() => {
      if (this.isUnsent) void this.save()
    }, retryAfter)
    return false
  }
  /** @param {string | undefined} words @param {boolean} isWell */
  say(words, isWell) {
    for (const at of document.querySelectorAll('span[data-saved]')) {
      at.setAttribute('role', 'status')
      at.classList.toggle('warn', !isWell)
      at.textContent = words ?? ''
    }
    const wait = document.querySelector('[data-wait]')
    if (wait instanceof HTMLElement) wait.hidden = !this.isUnsent
  }
}
customElements.define('quiz-saver', QuizSaver)
