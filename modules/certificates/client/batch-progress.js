/** While certificates are being issued, asks the page now and then how far they are and swaps what is marked `data-part`. */
const pause = 2_000

export class BatchProgress extends HTMLElement {
  timer = 0

  connectedCallback() {
    if (this.dataset.busy) this.wait()
  }
  disconnectedCallback() {
    clearTimeout(this.timer)
  }
  wait() {
    this.timer = window.setTimeout(() => void this.ask(), pause)
  }
  async ask() {
    const reply = await fetch(location.href).catch(() => null)
    if (reply?.ok && !reply.redirected) this.swap(new DOMParser().parseFromString(await reply.text(), 'text/html'))
    this.wait()
  }
  /** @param {Document} fresh */
  swap(fresh) {
    if (!fresh.querySelector('batch-progress[data-busy]')) location.reload()
    for (const part of document.querySelectorAll('[data-part]')) {
      const next = fresh.querySelector(`[data-part="${part.getAttribute('data-part') ?? ''}"]`)
      if (next && next.innerHTML !== part.innerHTML) part.innerHTML = next.innerHTML
    }
  }
}
customElements.define('batch-progress', BatchProgress)
