package io.dialogue.gateway;

import io.dialogue.client.InMemoryClientRegistry;
import io.dialogue.concurrent.SerialQueue;
import io.dialogue.hook.HookRegistry;
import io.dialogue.membership.MemberClient;
import io.dialogue.observation.DialogueMetrics;

/**
 * What all sessions share.
 *
 * @param authentication finds out who clients are
 * @param sessions the secrets with which clients take over
 * @param revocations whose access was revoked
 * @param expiries ends connections whose authentication has ended
 * @param userConnections counts the connections of each user
 * @param members what clients work with: the flows of join, leave and disconnect
 * @param clients the clients of this node
 * @param hooks the hooks
 * @param router handles requests
 * @param answers reads what clients acknowledge with
 * @param metrics records what happens
 * @param mailboxes how much each session takes in, and what runs it
 */
record SessionSupport(Authentication authentication, Sessions sessions, Revocations revocations, Expiries expiries,
		UserConnections userConnections, MemberClient.Parts members, InMemoryClientRegistry clients, HookRegistry hooks,
		RequestRouter router, AnswerReader answers, DialogueMetrics metrics, SerialQueue.Terms mailboxes) {

}
