import './peek.js'

// The list of errors above a form gets the focus, so that a screen reader begins there.
document.getElementById('errors')?.focus()
