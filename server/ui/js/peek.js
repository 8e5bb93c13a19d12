/** A password field that can be shown: `<pass-peek data-show="…" data-hide="…"><input type="password"></pass-peek>`. */
class PassPeek extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector('input')
    if (!input) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn btn-3 btn-s'
    button.textContent = this.dataset.show ?? ''
    button.addEventListener('click', () => {
      const isHidden = input.type === 'password'
      input.type = isHidden ? 'text' : 'password'
      button.textContent = (isHidden ? this.dataset.hide : this.dataset.show) ?? ''
    })
    this.append(button)
  }
}
customElements.define('pass-peek', PassPeek)
