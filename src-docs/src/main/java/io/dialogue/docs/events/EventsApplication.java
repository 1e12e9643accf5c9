package io.dialogue.docs.events;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class EventsApplication {

}
