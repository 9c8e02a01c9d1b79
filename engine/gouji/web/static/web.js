// Comfort only: dropping files, progress without reloading. Every page works without it.
"use strict";

for (const form of document.querySelectorAll("[data-upload]")) {
  const drop = form.querySelector("[data-drop]");
  const input = drop.querySelector("input[type=file]");
  const chosen = form.querySelector("[data-chosen]");
  const problem = form.querySelector("[data-problem]");
  const button = form.querySelector("button[type=submit]");

  form.classList.add("scripted");
  form.noValidate = true;

  const trouble = () => {
    if (!input.files.length) return "还没有选文件，请先选一份年度报告";
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((i) => [...i.files]);
    const size = files.reduce((sum, file) => sum + file.size, 0);
    if (input.files.length > Number(form.dataset.files)) {
      return `一次最多送 ${form.dataset.files} 份文件，请分几次送`;
    }
    // The form around the files takes some bytes too.
    if (size + 10000 > Number(form.dataset.most)) {
      return `文件合计超过 ${Math.floor(Number(form.dataset.most) / 1e6)} MB，请分几次送`;
    }
    return "";
  };
  const size = (file) =>
    file.size < 1e6 ? `${Math.ceil(file.size / 1000)} KB` : `${(file.size / 1e6).toFixed(1)} MB`;
  const named = (file) => `${file.name}（${size(file)}）`;
  const show = () => {
    for (const place of form.querySelectorAll(".file")) {
      const files = place.querySelector("input").files;
      const told = files.length > 1 ? `${files.length} 份文件` : [...files].map(named).join("");
      place.querySelector("[data-picked]").textContent = told || "还没有选";
    }
    const several = input.files.length > 1 ? [...input.files] : [];
    chosen.replaceChildren(
      ...several.map((file) => {
        const item = document.createElement("li");
        item.textContent = named(file);
        return item;
      }),
    );
    problem.textContent = input.files.length ? trouble() : "";
  };

  show();
  form.addEventListener("change", show);
  // A file may be dropped anywhere: beside a field for another one it is that, else the report.
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over-all");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over-all");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over-all");
    const field = event.target.closest("p")?.querySelector("input[type=file]");
    if (event.dataTransfer.files.length) {
      (field || input).files = event.dataTransfer.files;
      show();
    }
  });
  form.addEventListener("submit", (event) => {
    problem.textContent = trouble();
    if (problem.textContent) {
      event.preventDefault();
      return;
    }
    button.disabled = true;
    button.textContent = "正在上传……";
  });
  // Coming back by the browser's button must find a form that works.
  window.addEventListener("pageshow", () => {
    button.disabled = false;
    button.textContent = "开始审核";
    show();
  });
}

for (const place of document.querySelectorAll("[data-poll]")) {
  let before = null;
  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.poll, { headers: { Accept: "application/json" } });
      if (!answer.ok) return location.reload();
      const { pending, stage } = await answer.json();
      if (!pending || (before !== null && pending < before)) return location.reload();
      before = pending;
      const told = place.querySelector("[data-stage]") || place;
      if (told.textContent !== stage) told.textContent = stage;
    } catch {
      // The network is away for a moment; the next turn tries again.
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 500);
}
