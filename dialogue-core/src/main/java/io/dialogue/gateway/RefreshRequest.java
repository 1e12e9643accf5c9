package io.dialogue.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.dialogue.client.ClientIdentity;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.membership.MemberClient;
import io.dialogue.membership.Membership;

/**
 * The request to go on with a newer token of the same user.
 */
final class RefreshRequest {

	/** The longest token, in characters. */
	private static final int MAX_TOKEN_LENGTH = 16 * 1024;

	private final Authentication authentication;

	private final Revocations revocations;

	private final Expiries expiries;

	private final Membership membership;

	RefreshRequest(Authentication authentication, Revocations revocations, Expiries expiries, Membership membership) {
		this.authentication = authentication;
		this.revocations = revocations;
		this.expiries = expiries;
		this.membership = membership;
	}

	CompletionStage<?> refresh(MemberClient client, Fields fields, Answer answer) {
		String token = fields.text("token", MAX_TOKEN_LENGTH);
		if (!this.authentication.isConfigured()) {
			throw Fields.invalid("There is no authentication to refresh");
		}
		Map<String, Object> auth = new LinkedHashMap<>(client.handshake().auth());
		auth.put("token", token);
		return this.authentication.authenticate(client.handshake().withAuth(auth), client.id())
			.thenCompose(this.revocations::check)
			.thenApply((identity) -> refreshed(client, identity))
			.thenCompose((result) -> this.membership.review(client).thenAccept((done) -> answer.ok(result)));
	}

	private Map<String, Object> refreshed(MemberClient client, ClientIdentity identity) {
		if (!identity.authenticated() || !identity.userId().equals(client.userId())) {
			throw new DialogueException(ErrorCode.PERMISSION_DENIED, "The token is another user's");
		}
		this.expiries.forget(client);
		client.refresh(identity);
		this.expiries.watch(client);
		return (identity.expiresAt() != null) ? Map.of("expiresAt", identity.expiresAt().toEpochMilli()) : Map.of();
	}

}
