package io.dialogue.gateway;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.membership.MemberClient;

/**
 * Handles one kind of request.
 */
@FunctionalInterface
interface RequestHandler {

	/**
	 * Handles a request on a worker's thread, in order with the client's others.
	 * @param client the client
	 * @param fields the request's fields
	 * @param answer takes the answer; if none was given in the end, an empty one is
	 * @return {@code null} or a stage that completes when the client's next request may
	 * be handled; a failure becomes the answer
	 */
	@Nullable CompletionStage<?> handle(MemberClient client, Fields fields, Answer answer);

}
