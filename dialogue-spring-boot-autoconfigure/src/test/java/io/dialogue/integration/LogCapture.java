package io.dialogue.integration;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the library logs at INFO and above while this is open.
 */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final List<ILoggingEvent> events = new java.util.concurrent.CopyOnWriteArrayList<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	LogCapture() {
		start();
		this.logger.addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
			this.events.add(event);
		}
	}

	/** One line and no more, which has the text and nothing of a payload. */
	void assertOneLine(String text, String... payloads) {
		assertLines(1, text, payloads);
	}

	/** So many lines and no more, which have the text and nothing of a payload. */
	void assertLines(int number, String text, String... payloads) {
		await().until(() -> this.events.size() >= number);
		assertThat(this.events).extracting(ILoggingEvent::getFormattedMessage)
			.hasSize(number)
			.allSatisfy((line) -> assertThat(line).contains(text));
		assertNoPayload(payloads);
		this.events.clear();
	}

	void assertNoLine() {
		assertThat(this.events).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
	}

	/** What is logged at WARN and above, with the failure's text. */
	List<String> warnings() {
		return this.events.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.map((event) -> event.getLoggerName() + ": " + event.getFormattedMessage()
					+ ((event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
							: ""))
			.toList();
	}

	private void assertNoPayload(String... payloads) {
		for (ILoggingEvent event : this.events) {
			assertDoesNotContain(event.getFormattedMessage(), payloads);
			for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
				assertDoesNotContain(String.valueOf(cause.getMessage()), payloads);
			}
		}
	}

	private static void assertDoesNotContain(String text, String... payloads) {
		for (String payload : payloads) {
			assertThat(text).doesNotContain(payload);
		}
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
	}

}
