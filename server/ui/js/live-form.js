/**
 * Round a form: after each change asks the form's own page how it stands now and swaps what is marked `data-part`. What
 * the person types is never replaced, only what the page says about it. Without this script a button asks.
 */
const pause = 350

export class LiveForm extends HTMLElement {
  asked = 0
  timer = 0

  connectedCallback() {
    this.addEventListener('change', () => {
      clearTimeout(this.timer)
      this.timer = window.setTimeout(() => void this.ask(), pause)
    })
    for (const button of this.querySelectorAll('[data-live-check]')) button.classList.add('sr')
  }
  async ask() {
    const form = this.querySelector('form')
    const { source } = this.dataset
    if (!form || !source) return
    const turn = ++this.asked
    const typed = new URLSearchParams(/** @type {any} */ (new FormData(form)))
    const reply = await fetch(`${source}?${typed.toString()}`).catch(() => null)
    if (!reply?.ok || reply.redirected || turn !== this.asked) return
    this.swap(new DOMParser().parseFromString(await reply.text(), 'text/html'))
  }
  /** @param {Document} fresh */
  swap(fresh) {
    for (const part of document.querySelectorAll('[data-part]')) {
      const next = fresh.querySelector(`[data-part="${part.getAttribute('data-part') ?? ''}"]`)
      if (next && next.innerHTML !== part.innerHTML) part.innerHTML = next.innerHTML
    }
  }
}
customElements.define('live-form', LiveForm)
