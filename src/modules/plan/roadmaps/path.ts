/** The roadmaps of one's institution at the desk, without language. */
export const roadmapsPath = '/masa/plan/yol-xeritesi';
export const roadmapPath = (code: string) => `${roadmapsPath}/${encodeURIComponent(code)}`;
