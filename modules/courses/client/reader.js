import './self-check.js'

/** Sent at most this often while reading, in ms, and once more when the page is left. */
const pause = 10_000

/**
 * Remembers how far one has read: `<lesson-reader data-positions="/courses/F1/positions" data-slug="…">`.
 * `data-resume-at` 0–1 brings the reader back there; `data-saved` is what the head says after a place was kept.
 */
class LessonReader extends HTMLElement {
  /** @type {number | undefined} */ timer
  sent = -1
  connectedCallback() {
    const at = Number(this.dataset.resumeAt)
    if (at > 0)
      requestAnimationFrame(() => {
        this.goTo(at)
      })
    addEventListener('scroll', this.later, { passive: true })
    addEventListener('pagehide', this.leave)
  }
  disconnectedCallback() {
    removeEventListener('scroll', this.later)
    removeEventListener('pagehide', this.leave)
    clearTimeout(this.timer)
  }
  /** Share of the text above the lower edge of the window: 1 when its end is in view. */
  fraction() {
    const { top, height } = this.getBoundingClientRect()
    return height > 0 ? Math.min(1, Math.max(0, (innerHeight - top) / height)) : 0
  }
  /** @param {number} fraction */
  goTo(fraction) {
    const { top, height } = this.getBoundingClientRect()
    window.scrollTo({ top: scrollY + top + fraction * height - innerHeight, behavior: 'instant' })
  }
  later = () => {
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined
      void this.send()
    }, pause)
  }
  leave = () => void this.send()
  async send() {
    const fraction = this.fraction()
    if (Math.abs(fraction - this.sent) < 0.01) return
    this.sent = fraction
    const body = new URLSearchParams({ slug: this.dataset.slug ?? '', fraction: fraction.toFixed(4) })
    const answer = await fetch(this.dataset.positions ?? '', { method: 'POST', body, keepalive: true }).catch(
      () => null,
    )
    if (!answer?.ok) this.sent = -1
    const said = document.querySelector('[data-saved]:not(lesson-reader)')
    if (said && answer?.ok) said.textContent = this.dataset.saved ?? ''
  }
}
customElements.define('lesson-reader', LessonReader)
