package io.dialogue.gateway;

import tools.jackson.databind.JsonNode;

/**
 * What a client acknowledges a message with.
 *
 * @param ackId the id with which it was asked
 * @param payload the acknowledgement's first argument; a missing node if there was none
 * @param attachments how many binary attachments came with it
 */
public record ClientAnswer(long ackId, JsonNode payload, int attachments) {

	/**
	 * Leaves out the payload, which is the user's.
	 */
	@Override
	public String toString() {
		return "ClientAnswer[ackId=" + this.ackId + "]";
	}

}
