/**
 * Round a form: after each change asks the form's own page how it stands now and swaps what is marked `data-part`. What
 * the person types is never replaced, only what the page says about it. Without this script a button asks. The question
 * is an address, and no server reads a long one: fields named in `data-omit` stay away, other texts are cut.
 */
const pause = 350
const longest = 200

/** @param {HTMLFormElement} form @param {readonly string[]} omitted */
const asked = (form, omitted) =>
  new URLSearchParams(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value !== 'string' || omitted.includes(name) ? [] : [[name, value.slice(0, longest)]],
    ),
  )

export class LiveForm extends HTMLElement {
  turn = 0
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
    const { source, omit = '' } = this.dataset
    if (!form || !source) return
    const turn = ++this.turn
    const typed = asked(form, omit.split(' '))
    const reply = await fetch(`${source}?${typed.toString()}`).catch(() => null)
    if (!reply?.ok || reply.redirected || turn !== this.turn) return
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
