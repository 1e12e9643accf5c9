package io.dialogue.gateway;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.Handshake;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.HookRegistry;

/**
 * Finds out who a client is: asks the authenticator on a pool of its own and with a
 * deadline, or believes what the client says if there is none.
 */
final class Authentication {

	private static final Logger logger = LoggerFactory.getLogger(Authentication.class);

	private static final String FAILED = "Authentication failed";

	private final FailureLog timeouts = new FailureLog();

	private final FailureLog failures = new FailureLog();

	private final HookRegistry hooks;

	private final ExecutorService pool;

	private final Duration timeout;

	private final int maxUserIdLength;

	Authentication(HookRegistry hooks, ExecutorService pool, GatewayLimits limits) {
		this.hooks = hooks;
		this.pool = pool;
		this.timeout = limits.authenticationTimeout();
		this.maxUserIdLength = limits.maxUserIdLength();
	}

	boolean isConfigured() {
		return this.hooks.authenticator() != null;
	}

	/** Completes with the identity, or fails with what to tell the client. */
	CompletionStage<ClientIdentity> authenticate(Handshake handshake, String connectionId) {
		Authenticator authenticator = this.hooks.authenticator();
		if (authenticator == null) {
			return claimed(handshake, connectionId);
		}
		CompletableFuture<AuthenticationResult> result = new CompletableFuture<>();
		Future<?> task = submit(authenticator, handshake, result);
		return result.orTimeout(this.timeout.toMillis(), TimeUnit.MILLISECONDS).handle((answer, ex) -> {
			if (ex instanceof TimeoutException && task != null) {
				task.cancel(true);
			}
			return identity(answer, (ex instanceof CompletionException) ? ex.getCause() : ex, connectionId);
		});
	}

	private CompletionStage<ClientIdentity> claimed(Handshake handshake, String connectionId) {
		if (!(handshake.auth().get("userId") instanceof String userId) || userId.isBlank()) {
			return CompletableFuture.completedStage(ClientIdentity.claimed(connectionId));
		}
		if (!isValid(userId)) {
			return CompletableFuture.failedStage(Fields
				.invalid("userId may have at most " + this.maxUserIdLength + " characters, and no control characters"));
		}
		if (isReserved(userId)) {
			return CompletableFuture.failedStage(Fields.invalid("userId '" + userId + "' is the server's"));
		}
		return CompletableFuture.completedStage(ClientIdentity.claimed(userId));
	}

	/** Nobody may pass for the server by naming itself so. */
	private static boolean isReserved(String userId) {
		return userId.equals(EventMessage.SYSTEM);
	}

	private boolean isValid(String userId) {
		return userId.length() <= this.maxUserIdLength && userId.chars().noneMatch(Character::isISOControl);
	}

	private @Nullable Future<?> submit(Authenticator authenticator, Handshake handshake,
			CompletableFuture<AuthenticationResult> result) {
		try {
			return this.pool.submit(() -> ask(authenticator, handshake, result));
		}
		catch (RejectedExecutionException ex) {
			result.completeExceptionally(new DialogueException(ErrorCode.RATE_LIMITED,
					"Too many clients connect at once. Please try again.", Duration.ofSeconds(1), null));
			return null;
		}
	}

	private static void ask(Authenticator authenticator, Handshake handshake,
			CompletableFuture<AuthenticationResult> result) {
		try {
			AuthenticationResult answer = authenticator.authenticate(handshake);
			if (answer instanceof AuthenticationResult.Deferred deferred) {
				deferred.result().whenComplete((later, ex) -> {
					if (ex != null) {
						result.completeExceptionally(ex);
					}
					else {
						result.complete(later);
					}
				});
			}
			else {
				result.complete(answer);
			}
		}
		catch (Exception | LinkageError | StackOverflowError | AssertionError ex) {
			result.completeExceptionally(ex);
		}
	}

	private ClientIdentity identity(@Nullable AuthenticationResult answer, @Nullable Throwable failure,
			String connectionId) {
		if (answer instanceof AuthenticationResult.Accepted accepted) {
			return checked(accepted.identity());
		}
		if (answer instanceof AuthenticationResult.Anonymous) {
			return ClientIdentity.claimed(connectionId);
		}
		if (answer instanceof AuthenticationResult.Rejected rejected) {
			throw new DialogueException(ErrorCode.PERMISSION_DENIED, rejected.reason());
		}
		if (failure instanceof DialogueException refusal) {
			throw refusal;
		}
		if (failure instanceof TimeoutException) {
			this.timeouts.report((others) -> logger.warn("An authentication took longer than {} and was refused{}",
					this.timeout, others));
		}
		else {
			this.failures
				.report((others) -> logger.error("An authentication failed and was refused{}", others, failure));
		}
		throw new DialogueException(ErrorCode.INTERNAL_ERROR, FAILED);
	}

	private ClientIdentity checked(ClientIdentity identity) {
		if (!isValid(identity.userId()) || isReserved(identity.userId())) {
			this.failures.report((others) -> logger
				.error("An authenticated user id is '{}', has control characters or more than {} characters, "
						+ "and was refused{}", EventMessage.SYSTEM, this.maxUserIdLength, others));
			throw new DialogueException(ErrorCode.PERMISSION_DENIED, FAILED);
		}
		if (identity.isExpired()) {
			throw new DialogueException(ErrorCode.PERMISSION_DENIED, "The authentication has expired");
		}
		return identity;
	}

}
