/**
 * A question to oneself: `<self-check class="check">` with radio options and the answer in `<details>`.
 * Once an option is chosen, the lesson's own words say whether it is right, and a screen reader reads them out.
 */
class SelfCheck extends HTMLElement {
  connectedCallback() {
    const right = this.querySelector('details .is-right')
    const again = this.querySelector('details .why:not(.is-right)')
    const options = this.querySelector('.opts')
    if (!right || !again || !options) return
    const status = document.createElement('div')
    status.setAttribute('role', 'status')
    options.after(status)
    this.addEventListener('change', () => {
      const found = this.querySelector(':checked')?.closest('.opt')?.classList.contains('is-key') ? right : again
      const words = /** @type {HTMLElement} */ (found.cloneNode(true))
      words.hidden = false
      status.replaceChildren(words)
    })
  }
}
customElements.define('self-check', SelfCheck)
