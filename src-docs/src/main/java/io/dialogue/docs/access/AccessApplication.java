package io.dialogue.docs.access;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application.
 */
@SpringBootApplication
public class AccessApplication {

}
