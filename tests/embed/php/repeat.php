<?php

// repeat.php CONFIG BODY NOW_MS COUNT: receives a body that often, every other time a day too late.

declare(strict_types=1);

require __DIR__ . '/Receiver.php';

[, $config, $body, $nowMs, $count] = $argv;
$receiver = new Imhook\Receiver(file_get_contents($config));
$body = file_get_contents($body);
$refused = 0;
for ($i = 0; $i < $count; $i++) {
    try {
        $receiver->receive('POST', '/hook', "Content-Type: application/json\r\n", $body, $nowMs + $i % 2 * 86400000);
    } catch (Imhook\Refusal) {
        $refused++;
    }
}
exit($refused === intdiv((int) $count, 2) ? 0 : 1);
