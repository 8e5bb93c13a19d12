/**
 * Inside the form of a question: saves each choice at once, says whether it arrived, sends again when the line is
 * back, and counts down from the server's time. Without this script the buttons of the form save.
 */
const retryAfter = 5_000
const khmer = '០១២៣៤៥៦៧៨៩'

class QuizSaver extends HTMLElement {
  isSending = false
  /** The last try did not arrive: leaving now would lose the answer. */
  isUnsent = false
  /** By the browser's clock; set anew by every answer of the server. */
  endsAt = Infinity

  connectedCallback() {
    this.form = this.closest('form')
    if (this.dataset.seconds) this.countFrom(Number(this.dataset.seconds))
    if (this.dataset.saySaved === undefined) return
    this.form?.addEventListener('change', () => void this.save())
    this.form?.addEventListener('submit', (event) => {
      if (this.isUnsent) this.hold(event)
    })
    window.addEventListener('online', () => {
      if (this.isUnsent) void this.save()
    })
    window.addEventListener('beforeunload', (event) => {
      if (this.isUnsent) event.preventDefault()
    })
  }
  /** Sends first, then presses the same button again. @param {SubmitEvent} event */
  hold(event) {
    event.preventDefault()
    const { submitter } = event
    void this.save().then((isSaved) => {
      if (isSaved) this.form?.requestSubmit(submitter)
    })
  }
  /** @returns {Promise<boolean>} whether what is chosen now is with the server */
  async save() {
    if (this.isSending || !this.form) return false
    this.isSending = true
    this.say(this.dataset.saySaving, true)
    const chosen = this.chosen()
    const body = new URLSearchParams(chosen)
    const reply = await fetch(this.form.action, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    }).catch(() => null)
    this.isSending = false
    if (reply?.status === 409) return this.reload()
    // A login that ended answers with the sign-in page: that is no "saved".
    if (!reply?.ok || reply.redirected) return this.later()
    const { left } = await reply.json()
    if (left !== null) this.countFrom(left)
    this.isUnsent = false
    if (chosen !== this.chosen()) return this.save()
    this.say(this.dataset.saySaved, true)
    return true
  }
  chosen() {
    return new URLSearchParams(/** @type {any} */ (new FormData(this.form ?? undefined))).toString()
  }
  reload() {
    this.isUnsent = false
    location.assign(location.pathname)
    return false
  }
  later() {
    this.isUnsent = true
    this.say(this.dataset.sayNotSent, false)
    setTimeout(() => {
      if (this.isUnsent) void this.save()
    }, retryAfter)
    return false
  }
  /** @param {string | undefined} words @param {boolean} isWell */
  say(words, isWell) {
    for (const at of document.querySelectorAll('[data-saved]')) {
      at.setAttribute('role', 'status')
      at.classList.toggle('warn', !isWell)
      at.textContent = words ?? ''
    }
    const wait = document.querySelector('[data-wait]')
    if (wait instanceof HTMLElement) wait.hidden = !this.isUnsent
  }
  /** @param {number} seconds */
  countFrom(seconds) {
    const isFirst = this.endsAt === Infinity
    this.endsAt = Date.now() + seconds * 1000
    if (isFirst) this.tick()
  }
  tick() {
    const seconds = Math.ceil((this.endsAt - Date.now()) / 1000)
    const timer = document.querySelector('[data-timer]')
    timer?.classList.toggle('warn', seconds < 300)
    if (timer?.lastElementChild) timer.lastElementChild.textContent = this.words(seconds)
    if (seconds > 0) setTimeout(() => { this.tick(); }, 1000)
    else void this.finish()
  }
  /** @param {number} seconds */
  words(seconds) {
    const { sayLeft = '', sayMinute = '', sayLast = '', sayUp = '' } = this.dataset
    if (seconds < 60) return seconds > 0 ? sayLast : sayUp
    const minutes = String(Math.ceil(seconds / 60))
    if (minutes === '1') return sayMinute
    return sayLeft.replace(
      '#',
      /[០-៩]/.test(sayMinute) ? minutes.replace(/\d/g, (one) => khmer.charAt(Number(one))) : minutes,
    )
  }
  /** Time is up: an answer on its way may still arrive, then all are sent in and the result is shown. */
  async finish() {
    if (this.isUnsent) await this.save()
    const body = new URLSearchParams({ unanswered: this.dataset.total ?? '0' })
    const reply = await fetch(`${location.pathname}/submission`, { method: 'POST', body, redirect: 'manual' }).catch(
      () => null,
    )
    if (reply) this.reload()
    else setTimeout(() => void this.finish(), retryAfter)
  }
}
customElements.define('quiz-saver', QuizSaver)
