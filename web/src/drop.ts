// Files dropped anywhere on the start page go into its form and are sent; without script the form does the same by hand.
class Drop extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const input = this.querySelector<HTMLInputElement>('input[type=file]');
    if (!form || !input) return;
    const over = (on: boolean) => form.classList.toggle('over', on);
    document.addEventListener('dragover', (e) => {
      if (!e.dataTransfer?.types.includes('Files')) return;
      e.preventDefault();
      over(true);
    });
    document.addEventListener('dragleave', (e) => {
      if (e.relatedTarget === null) over(false);
    });
    document.addEventListener('drop', (e) => {
      if (!e.dataTransfer?.files.length) return;
      e.preventDefault();
      over(false);
      input.files = e.dataTransfer.files;
      form.requestSubmit();
    });
  }
}
customElements.define('entente-drop', Drop);
