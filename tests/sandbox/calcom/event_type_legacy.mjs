export function legacyEventType() { return {}; }
export function legacyEventTypes() { return {}; }
