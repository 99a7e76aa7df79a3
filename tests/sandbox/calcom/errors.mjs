// The error shapes of Cal.com's API. Shape A is the API's own, shape B is what the booking engine
// throws and what nobody handled.

import { json } from '../http.mjs';

const kReasons = {
  400: ['BadRequestException', 'Bad Request'],
  401: ['UnauthorizedException', 'Unauthorized'],
  403: ['ForbiddenException', 'Forbidden'],
  404: ['NotFoundException', 'Not Found'],
  409: ['ConflictException', 'Conflict'],
  422: ['UnprocessableEntityException', 'Unprocessable Entity'],
};

// An answer that ends the request. `kind` is "A", "bare" (shape B), or "constant" (shape A whose
// code is an upper-case constant and which has no details).
export class ApiError extends Error {
  constructor(status, message, { kind = 'A', code = null, details = null } = {}) {
    super(message);
    this.status = status;
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

export function bareError(status, message) {
  return new ApiError(status, message, { kind: 'bare' });
}

export function constantError(status, code, message) {
  return new ApiError(status, message, { kind: 'constant', code });
}

// The answer for an error, for the request path that is echoed in it.
export function errorAnswer(error, path, clock, headers) {
  if (error.kind === 'bare') {
    return json(error.status, { statusCode: error.status, message: error.message }, headers);
  }
  const [code, reason] = kReasons[error.status] ?? ['HttpException', 'Error'];
  const body = { code: error.code ?? code, message: error.message };
  if (error.kind === 'A') {
    const usual = { message: error.message, error: reason, statusCode: error.status };
    body.details = error.details ?? usual;
  }
  const answer = { status: 'error', timestamp: clock.iso(), path, error: body };
  return json(error.status, answer, headers);
}
