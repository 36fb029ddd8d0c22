/**
 * JOURNEYS=all takes every journey on every device and looks with axe at every page in every language and light, as
 * `npm run proof -- journeys looks` does; without it each journey is taken once, and pages are looked at in turn.
 */
export const whole = process.env.JOURNEYS === 'all';

export const desktop = { device: 'a desktop with scripts', width: 1280, scripts: true };
export const phone = { device: 'a phone without scripts', width: 390, scripts: false };

/** The devices on which a journey is taken: both, or the one that it is usually taken on. */
export const devicesOf = (usual: typeof phone) => (whole ? [desktop, phone] : [usual]);
