const announce = document.querySelector("#copied");

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    const input = document.getElementById(button.dataset.copy);
    input.select();
    await navigator.clipboard?.writeText(input.value).catch(() => {});
    announce.textContent = `Copied ${button.textContent.replace("Copy", "").trim()}`;
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 2000);
  });
}

// The server may wait some seconds for the author's row: a second click must not make a second todo.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    form.querySelector("button").disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-once] button")) button.disabled = false;
});
