// Light or dark as the reader chose it, before anything is painted; a browser that keeps nothing follows its system.

{
  const asked = "(prefers-color-scheme: dark)";
  const name = "checker theme";
  const dark = matchMedia(asked);
  const lists = new Set(); // the media of the rules for dark colours
  let chosen = null;
  try {
    chosen = localStorage.getItem(name);
  } catch {
    // refused
  }

  // Rules for dark colours hold on every screen, or never; without a choice they are as they were.
  const apply = () => {
    if (chosen !== "dark" && chosen !== "light") return;
    document.documentElement.style.colorScheme = chosen;
    for (const { cssRules } of document.styleSheets) {
      for (const { media } of cssRules) if (media?.mediaText.includes(asked)) lists.add(media);
    }
    for (const media of lists) media.mediaText = chosen === "dark" ? "screen" : "not all";
  };

  apply();
  addEventListener("DOMContentLoaded", () => {
    apply();
    document.querySelector("#theme").addEventListener("click", () => {
      chosen = (chosen ?? (dark.matches ? "dark" : "light")) === "dark" ? "light" : "dark";
      apply();
      try {
        localStorage.setItem(name, chosen);
      } catch {
        // refused: it holds for this page
      }
      document.querySelector("#said").textContent = `${chosen} theme`;
    });
  });
}
