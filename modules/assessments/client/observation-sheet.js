/** In the form of a sheet: sends each tap, comment and box at once, says whether it arrived, and tries again when not. */
const retryAfter = 5_000
const pause = 800

class ObservationSheet extends HTMLElement {
  /** What changed and is not with the server yet: codes of criteria, and '' for the boxes of feedback. */
  unsent = /** @type {Set<string>} */ (new Set())
  isSending = false
  timer = 0
  where = this.dataset.sheet ?? '/'

  connectedCallback() {
    this.form = this.closest('form')
    this.form?.addEventListener('change', (event) => this.changed(event, 0))
    this.form?.addEventListener('input', (event) => {
      if (event.target instanceof HTMLTextAreaElement) this.changed(event, pause)
    })
    this.form?.addEventListener('submit', (event) => {
      if (this.unsent.size > 0) void this.hold(event)
    })
    window.addEventListener('online', () => void this.send())
    window.addEventListener('beforeunload', (event) => {
      if (this.unsent.size > 0) event.preventDefault()
    })
  }
  /** @param {Event} event @param {number} wait */
  changed(event, wait) {
    const { target } = event
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
    const box = target.closest('[data-criterion]')
    this.unsent.add(box?.getAttribute('data-criterion') ?? '')
    const remark = box?.querySelector('details')
    if (remark && target.matches('[data-low]')) remark.open = true
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.send(), wait)
  }
  /** Sends what is left first, then presses the same button again. @param {SubmitEvent} event */
  async hold(event) {
    event.preventDefault()
    const { submitter } = event
    while (this.isSending) await new Promise((done) => setTimeout(done, pause))
    if (await this.send()) this.form?.requestSubmit(submitter)
  }
  /** @returns {Promise<boolean>} whether all that is chosen and written now is with the server */
  async send() {
    if (this.isSending || this.unsent.size === 0) return !this.isSending
    this.isSending = true
    for (const code of this.unsent) {
      this.say(this.dataset.saving, true)
      this.unsent.delete(code)
      if (await this.post(code)) continue
      this.unsent.add(code)
      this.isSending = false
      this.say(this.dataset.notSent, false)
      setTimeout(() => void this.send(), retryAfter)
      return false
    }
    this.isSending = false
    this.say(this.dataset.saved, true)
    return true
  }
  /** @param {string} code */
  async post(code) {
    const typed = new FormData(this.form ?? undefined)
    const names = code ? [`level.${code}`, `comment.${code}`] : ['strengths', 'improve', 'nextStep']
    const body = new URLSearchParams(code ? { criterion: code } : {})
    for (const [name, value] of typed)
      if (typeof value === 'string' && names.includes(name)) body.set(name.replace(/\..*/, ''), value)
    const options = { method: 'POST', body, headers: { accept: 'application/json' } }
    const reply = await fetch(`${this.where}/${code ? 'levels' : 'feedback'}`, options).catch(() => null)
    // Sent from another device meanwhile: its page shows what came of it.
    if (reply?.status === 409) {
      this.unsent.clear()
      location.assign(this.where)
      return true
    }
    // A login that ended answers with the sign-in page: that is no "saved".
    if (!reply?.ok || reply.redirected) return false
    const said = /** @type {{ words: string, done: number }} */ (await reply.json())
    this.count(said)
    return true
  }
  /** @param {{ words: string, done: number }} said */
  count({ words, done }) {
    this.form?.querySelector('[data-progress]')?.replaceChildren(words)
    const meter = this.form?.querySelector('progress')
    if (meter) Object.assign(meter, { value: done, ariaLabel: words })
  }
  /** @param {string | undefined} words @param {boolean} isWell */
  say(words, isWell) {
    for (const at of document.querySelectorAll('span[data-saved]')) {
      at.setAttribute('role', 'status')
      at.classList.toggle('warn', !isWell)
      at.textContent = words ?? ''
    }
    const wait = document.querySelector('[data-wait]')
    if (wait instanceof HTMLElement) wait.hidden = isWell
  }
}
customElements.define('observation-sheet', ObservationSheet)
