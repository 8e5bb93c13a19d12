import { QuizSaver } from './quiz.js'

/** Counts down from the server's time; when it is up, sends the saved answers in and shows the result. */
const retryAfter = 5_000
const short = 300
const khmer = '០១២៣៤៥៦៧៨៩'

class QuizClock extends HTMLElement {
  /** By the browser's clock; set anew by every answer of the server, so a wrong clock does no harm. */
  endsAt = 0

  connectedCallback() {
    this.countFrom(Number(this.dataset.seconds))
    document.addEventListener('quiz-left', (event) => {
      if (event instanceof CustomEvent && typeof event.detail === 'number') this.countFrom(event.detail)
    })
    this.tick()
  }
  /** @param {number} seconds */
  countFrom(seconds) {
    this.endsAt = Date.now() + seconds * 1000
  }
  tick() {
    const seconds = Math.ceil((this.endsAt - Date.now()) / 1000)
    this.classList.toggle('warn', seconds < short)
    const words = this.querySelector('span')
    if (words) words.textContent = this.words(seconds)
    if (seconds > 0) setTimeout(() => this.tick(), 1000)
    else void this.finish()
  }
  /** @param {number} seconds */
  words(seconds) {
    const { left = '', minute = '', last = '', up = '' } = this.dataset
    if (seconds < 60) return seconds > 0 ? last : up
    const minutes = String(Math.ceil(seconds / 60))
    if (minutes === '1') return minute
    // The page's own digits: those of its text for one minute.
    const inKhmer = /[០-៩]/.test(minute)
    return left.replace('#', inKhmer ? minutes.replace(/\d/g, (one) => khmer.charAt(Number(one))) : minutes)
  }
  /** An answer on its way may still arrive in the grace. */
  async finish() {
    const saver = document.querySelector('quiz-saver')
    if (saver instanceof QuizSaver && saver.isUnsent) await saver.save()
    const body = new URLSearchParams({ unanswered: this.dataset.total ?? '0' })
    const options = /** @type {const} */ ({ method: 'POST', body, redirect: 'manual' })
    const reply = await fetch(`${location.pathname}/submission`, options).catch(() => null)
    if (!reply) return void setTimeout(() => void this.finish(), retryAfter)
    if (saver instanceof QuizSaver) saver.leave()
    else location.assign(location.pathname)
  }
}
customElements.define('quiz-clock', QuizClock)
