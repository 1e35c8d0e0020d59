// A picker beside each colour, and its contrast while one chooses. The pages work without
// it.
const linear = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;

const luminance = color => {
  const [red, green, blue] = [1, 3, 5].map(at => linear(parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (Math.floor((high + 0.05) / (low + 0.05) * 10) / 10).toFixed(1);
};

for (const pick of document.querySelectorAll("[data-for]")) {
  const field = document.getElementById(pick.dataset.for), tip = document.getElementById(`${field.id}-tip`);
  const figures = tip?.textContent.split(/[0-9]+\.[0-9](?= : 1)/);
  const show = () => {
    const color = (field.value || field.placeholder).replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
    if (!/^#[0-9a-f]{6}$/i.test(color)) return;
    pick.value = color;
    if (!(figures?.length >= 3)) return;
    const button = contrast(color, field.dataset.button), page = contrast(color, field.dataset.page);
    tip.textContent = figures[0] + button + figures[1] + page + ` : 1.`;
    tip.className = Math.min(button, page) < 4.5 ? "goods__fault" : "soft";
  };
  pick.hidden = false;
  pick.addEventListener("input", () => { field.value = pick.value; show(); });
  field.addEventListener("input", show);
}

// Shows what the command says while it runs.
const publishing = document.querySelector("[data-poll]");

const poll = async () => {
  try {
    const response = await fetch(publishing.dataset.poll);
    if (response.status === 403 || response.redirected) return location.reload(); // signed out
    const answer = await response.json();
    const output = document.getElementById("output"), below = output.scrollTop + output.clientHeight > output.scrollHeight - 20;
    output.hidden = !answer.output;
    output.textContent = answer.output;
    if (below) output.scrollTop = output.scrollHeight;
    document.getElementById("percent").value = answer.percent;
    if (!answer.running) {
      document.getElementById("ended").textContent = answer.ended;
      document.getElementById("percent").hidden = true;
      document.getElementById("publish").disabled = false;
      return;
    }
  } catch { /* the server is away for a moment */ }
  setTimeout(poll, 400);
};

if (publishing) poll();
