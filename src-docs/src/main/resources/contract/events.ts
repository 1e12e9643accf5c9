// Generated from the application's events and rooms. Do not edit.

export interface Line {
  article: string;
  /**
   * @format int32
   * @exclusiveMinimum 0
   */
  quantity: number;
}

export interface OrderUpdated {
  /** @format uuid */
  orderId: string;
  status: "PENDING" | "SHIPPED" | "DELIVERED";
  /** @minItems 1 */
  lines: Line[];
  /** @format date-time */
  updatedAt: string;
  /** @maxLength 200 */
  note?: string | null;
  carrier?: string | null;
}

export interface PollVote {
  /**
   * @minimum 0
   * @maximum 9
   */
  option: number;
  /** @maxLength 200 */
  comment?: string;
}

export interface Ticket {
  /** @pattern [^\u0000-\u0020] */
  title: string;
}

/** What events carry, by their names. */
export interface Events {
  "order-updated": OrderUpdated;
  "poll-vote": PollVote;
  "presence:changed": unknown;
  /** Somebody needs help */
  "ticket-opened": Ticket;
  "wave": unknown;
}

/** The rooms with the names of their events, by their ids. */
export interface Rooms {
  /**
   * Help desk
   * Ask, and somebody will know
   */
  "desk": { trigger: "poll-vote" | "ticket-opened" | "wave"; receive: "order-updated" | "poll-vote" | "ticket-opened" | "wave" };
  /** News */
  "news": { trigger: never; receive: "order-updated" };
  /** Sandbox */
  "sandbox": { trigger: string; receive: string };
}

/** Why a request was refused. */
export type ErrorCode =
  | "EVENT_NOT_ALLOWED"
  | "EVENT_REJECTED"
  | "INTERNAL_ERROR"
  | "INVALID_REQUEST"
  | "JOIN_DENIED"
  | "NOT_A_MEMBER"
  | "PERMISSION_DENIED"
  | "RATE_LIMITED"
  | "ROOM_EXISTS"
  | "ROOM_FULL"
  | "ROOM_NOT_FOUND"
  | "VALIDATION_FAILED";

/** What a client can rely on. */
export interface Contract {
  events: Events;
  rooms: Rooms;
  errors: ErrorCode;
}
