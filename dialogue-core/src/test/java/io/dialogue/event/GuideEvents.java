package io.dialogue.event;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;

/**
 * The events of the original's guide as records.
 */
final class GuideEvents {

	private GuideEvents() {
	}

	enum AlertType {

		info, warning, error, success

	}

	enum BadgeType {

		messages, notifications, tasks

	}

	enum Severity {

		low, medium, high, critical

	}

	enum Direction {

		up, down, left, right

	}

	enum GameStatus {

		waiting, playing, ended

	}

	enum OperationType {

		insert, delete, retain

	}

	@DialogueEvent("message")
	record ChatMessage(@NotBlank @Size(max = 2000) String text, String senderId, @Nullable String replyTo) {

	}

	@DialogueEvent("typing")
	record Typing(boolean isTyping) {

	}

	@DialogueEvent("alert")
	record Alert(String title, String message, AlertType type, @Nullable @Valid Action action) {

	}

	record Action(String label, @URL String url) {

	}

	@DialogueEvent("badge")
	record Badge(@DecimalMin("0") double count, BadgeType type) {

	}

	@DialogueEvent("metrics:update")
	record MetricsUpdate(@DecimalMin("0") @DecimalMax("100") double cpu,
			@DecimalMin("0") @DecimalMax("100") double memory, long requests, long errors, double latency) {

	}

	@DialogueEvent("alert:triggered")
	record AlertTriggered(String alertId, Severity severity, String message, long timestamp) {

	}

	@DialogueEvent("player:move")
	record PlayerMove(String playerId, double x, double y, Direction direction) {

	}

	@DialogueEvent("game:state")
	record GameState(List<@Valid Player> players, double gameTime, GameStatus status) {

	}

	record Player(String id, double x, double y, @DecimalMin("0") double health, int score) {

	}

	@DialogueEvent("device:alert")
	record DeviceAlert(String deviceId, String message, @Nullable Double value, @Nullable Double threshold) {

	}

	@DialogueEvent("doc:change")
	record DocumentChange(String userId, List<@Valid Operation> operations, int version) {

	}

	record Operation(OperationType type, int position, @Nullable String text, @Nullable Integer length) {

	}

	@DialogueEvent("cursor:update")
	record CursorUpdate(String userId, String username, int position, @Nullable Selection selection, String color) {

	}

	record Selection(int start, int end) {

	}

}
