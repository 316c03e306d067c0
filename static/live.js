// A trainer's page shows itself anew as soon as the content has changed on the server.
{
  const { state } = document.querySelector("[data-state]").dataset;
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const look = async () => {
    try {
      const answer = await fetch(`/trainer/changes?since=${state}`);
      if (!answer.ok || answer.redirected) return; // signed out
      if ((await answer.text()) !== state) return location.reload();
    } catch {
      await pause(2);
    }
    look();
  };
  look();
}
